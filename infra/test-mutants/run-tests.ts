import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Mutant, NamedTest } from './mutant.ts';

/** Which tests failed. */
export type Stage = 'by name' | 'by hand' | 'by property';

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
    'compile-base.ts',
    'compile-events-aggregate.ts',
    'compile-attribute.ts',
  ],
  'segment-sql/src/compile-comparison.test.ts': [
    'compile-window.ts',
    'compile-text-comparison.ts',
    'compile-list-comparison.ts',
    'compile-datetime-comparison.ts',
  ],
  'segment-sql/src/compile-condition.test.ts': ['compile-base.ts', 'scratch.ts'],
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
 * Runs the tests of a checkout that have to find some mutants, until one fails. Cases that are worked out by hand come first, as they are quick and say best what
 * is wrong; then random definitions, always the same. Snapshots of the SQL are left out.
 */
export async function runTests(
  root: string,
  mutants: readonly Mutant[],
  run: { cases: number; services: string },
): Promise<Outcome> {
  const environment = {
    CUTLINE_CASES: String(run.cases),
    CUTLINE_SEED: '20240229',
    CUTLINE_REDUCE_SECONDS: '0',
    CUTLINE_TEST_SERVICES: run.services,
  };
  for (const [stage, tests] of stagesOf(root, mutants)) {
    const { code, output } = await vitest(root, tests, environment);
    if (code !== 0) return { failed: stage, output };
  }
  return { failed: null, output: '' };
}

function stagesOf(root: string, mutants: readonly Mutant[]): [Stage, string[]][] {
  const named = mutants.flatMap(({ foundBy }) => (foundBy ? [foundBy] : []));
  const files = [...new Set(mutants.flatMap(({ file, foundBy }) => (foundBy ? [] : [file])))];
  const byHand = [...new Set(files.flatMap(testsBeside))].filter((file) => existsSync(join(root, file)));
  const stages: [Stage, string[]][] = [
    ['by name', named.length > 0 ? namedArguments(named) : []],
    ['by hand', byHand],
    // What both sides read alike no comparison of them can find wrong.
    [
      'by property',
      files.some((file) => file.startsWith('packages/segment-sql/'))
        ? ['packages/segment-sql/src/agrees-with-evaluator.test.ts']
        : [],
    ],
  ];
  return stages.filter(([, tests]) => tests.length > 0);
}

/** What vitest is told to run some tests by name, or all of their files where one of them has none. */
function namedArguments(tests: readonly NamedTest[]): string[] {
  const files = [...new Set(tests.map(({ file }) => file))];
  const names = new Set(tests.map(({ name }) => name));
  if (names.has(undefined)) return files;
  return [...files, '-t', [...names].map((name) => name!.replaceAll(/[^\w ]/g, String.raw`\$&`)).join('|')];
}

function testsBeside(file: string): string[] {
  const others = Object.entries(besides).filter(([, parts]) => parts.includes(basename(file)));
  const own = file.replace(/\.ts$/, '.test.ts');
  return [own, ...others.map(([test]) => `packages/${test}`)].filter((test) => !snapshots.includes(test));
}

function vitest(
  root: string,
  tests: readonly string[],
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
