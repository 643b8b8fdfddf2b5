import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Mutant } from './mutant.ts';

/** Which tests failed. */
export type Stage = 'by hand' | 'by property';

export interface Outcome {
  /** Null when all passed. */
  failed: Stage | null;
  output: string;
}

/** Cases of a rule that are worked out by hand stand beside it, or beside what it is a part of. */
const besides: Record<string, string[]> = {
  'segment-definition/src/window-edges.test.ts': ['window.ts'],
  'segment-definition/src/evaluator/evaluate-inherited-filter.test.ts': ['inherited-filter.ts'],
  'segment-sql/src/aliases.test.ts': [
    'profile-scan.ts',
    'compile-refinement.ts',
    'plan-run.ts',
    'compile-events-aggregate.ts',
    'compile-attribute.ts',
  ],
  'segment-sql/src/compile-comparison.test.ts': [
    'compile-window.ts',
    'compile-text-comparison.ts',
    'compile-list-comparison.ts',
    'compile-datetime-comparison.ts',
  ],
  'segment-sql/src/compile-condition.test.ts': ['plan-run.ts', 'scratch.ts'],
  'segment-sql/src/compile-leaf.test.ts': ['profile-scan.ts'],
  'segment-sql/src/compile-parameter.test.ts': ['compile-json-parameter.ts'],
  'segment-sql/src/events-source.test.ts': ['compile-money.ts'],
  'segment-sql/src/compile-refinement-counting.test.ts': ['compile-refinement.ts'],
  'segment-sql/src/compile-aggregate.test.ts': [
    'compile-array-quantile.ts',
    'compile-distinct-events.ts',
    'compile-plain-aggregator.ts',
    'event-columns.ts',
    'local-day.ts',
    'rounding.ts',
    'value-statistics.ts',
  ],
};
/** They notice every change, right or wrong. */
const snapshots = ['packages/segment-sql/src/plan-run.test.ts'];

/**
 * Runs the tests of a checkout until one fails. Cases that are worked out by hand come first, as they are quick and say best what is wrong;
 * then random definitions, always the same. Snapshots of the SQL are left out.
 */
export async function runTests(
  root: string,
  files: string[],
  run: { cases: number; services: string },
): Promise<Outcome> {
  const byHand = [...new Set(files.flatMap(testsBeside))].filter((file) => existsSync(join(root, file)));
  const stages: [Stage, string[]][] = [
    ...(byHand.length > 0 ? [['by hand', byHand] as [Stage, string[]]] : []),
    // What both sides read alike no comparison of them can find wrong.
    ...(files.some((file) => file.startsWith('packages/segment-sql/'))
      ? [['by property', ['packages/segment-sql/src/agrees-with-evaluator.test.ts']] as [Stage, string[]]]
      : []),
  ];
  for (const [stage, tests] of stages) {
    const { code, output } = await vitest(root, tests, {
      CUTLINE_CASES: String(run.cases),
      CUTLINE_SEED: '20240229',
      CUTLINE_REDUCE_SECONDS: '0',
      CUTLINE_TEST_SERVICES: run.services,
    });
    if (code !== 0) return { failed: stage, output };
  }
  return { failed: null, output: '' };
}

function testsBeside(file: string): string[] {
  const others = Object.entries(besides).filter(([, parts]) => parts.includes(basename(file)));
  const own = file.replace(/\.ts$/, '.test.ts');
  return [own, ...others.map(([test]) => `packages/${test}`)].filter((test) => !snapshots.includes(test));
}

/** The files that mutants stand in, each once. */
export function filesOf(mutants: Mutant[]): string[] {
  return [...new Set(mutants.map(({ file }) => file))];
}

function vitest(
  root: string,
  tests: string[],
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin/vitest'), ['run', ...tests, '--bail', '1'], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, output }));
  });
}
