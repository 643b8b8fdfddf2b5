import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, longest first: begun last, one of them would keep everybody waiting at the end. */
const long = [
  'agrees-with-evaluator.test.ts',
  'every-page.test.ts',
  'recompute-workspace.test.ts',
  'why-agrees.test.ts',
  'start.test.ts',
];

/**
 * The order of test files. Those of a project that share an environment stand together, so that its workers go on from one to
 * the next instead of being started anew; among these the long ones are first, then the large ones.
 */
export class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    const environments = new Map(files.map((file) => [file, environmentOf(file)]));
    const place = (file: TestSpecification): number => {
      const index = long.findIndex((name) => file.moduleId.endsWith(`/${name}`));
      return index === -1 ? long.length : index;
    };
    return bySize.toSorted((one, other) => {
      if (one.project.name !== other.project.name) return 0;
      const difference = environments.get(one)!.localeCompare(environments.get(other)!);
      return difference || place(one) - place(other);
    });
  }
}

/** What a file asks for in its first lines, else what its project has. */
function environmentOf({ moduleId, project }: TestSpecification): string {
  return (
    /@vitest-environment\s+(\S+)/.exec(readFileSync(moduleId, 'utf8').slice(0, 500))?.[1] ?? project.config.environment
  );
}
