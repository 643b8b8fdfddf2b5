import type { Condition, Definition } from '@cutline/segment-definition';
import { expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { constant, id, segment } from '../test/hand-made-definitions.ts';
import { compileLive } from './compile-live.ts';
import { planRun } from './plan-run.ts';
import type { Statement } from './statement.ts';
import { withinLimits } from './within-limits.ts';

const parametersOf = ({ params, thresholds }: Statement): number =>
  Object.keys(params).length + Object.keys(thresholds).length;

it('parts a group until each of its statements has few enough parameters, and loses none', () => {
  const compile = (group: readonly number[]): Statement => ({
    sql: group.join(),
    params: Object.fromEntries(group.map((each) => [`p_${each}`, each])),
    thresholds: {},
  });
  const parted = withinLimits([...Array(2_000).keys()], compile);
  expect(parted.every((each) => parametersOf(each) <= 900)).toBe(true);
  expect(parted.map(({ sql }) => sql).join()).toBe([...Array(2_000).keys()].join());
  expect(withinLimits([1, 2, 3], compile)).toHaveLength(1);
});

it('parts a group if only one of its statements is too large', () => {
  const compile = (group: readonly string[]): Statement[] =>
    ['', 'x'.repeat(150_000)].map((more) => ({ sql: group.join('') + more, params: {}, thresholds: {} }));
  const half = 'y'.repeat(30_000);
  const [first, second, ...others] = withinLimits([half, half], compile).map(({ sql }) => sql.length);
  expect([first, second, ...others]).toEqual([30_000, 180_000, 30_000, 180_000]);
});

it('parts a group whose text is too long, but not what stands alone', () => {
  const compile = (group: readonly string[]): Statement => ({ sql: group.join(''), params: {}, thresholds: {} });
  const long = 'x'.repeat(150_000);
  expect(withinLimits([long, long, long], compile).map(({ sql }) => sql.length)).toEqual([150_000, 150_000, 150_000]);
  expect(withinLimits([long + long], compile)).toHaveLength(1);
});

it('lets a workspace have thousands of rules', () => {
  const rule = (n: number): Condition => ({
    type: 'event',
    actions: ['buy'],
    window: { type: 'last', count: n + 1, unit: 'hour' },
    times: { type: 'atLeast', operand: constant(n) },
  });
  const definitions = new Map<string, Definition>(
    Array.from({ length: 40 }, (_, n) => [
      id(`s${n}`),
      segment({ type: 'any', of: Array.from({ length: 50 }, (_, each) => rule(n * 50 + each)) }),
    ]),
  );
  const published = new Map([...definitions].map(([key, document]) => [key, { version: 1, document }]));
  const earlier = { asOf: Date.parse('2024-07-01T11:00:00Z'), known: 1, published: 0 };
  const input = {
    ...testEvaluation({ asOf: '2024-07-01T12:00:00Z', timeZone: 'UTC', workspace: 1 }),
    run: 1,
    earlier,
    definitions: published,
  };
  const statements = planRun(input).steps.flatMap((step) =>
    step.kind === 'leaves' || step.kind === 'segments' ? step.statements('all') : [],
  );
  const compared = [...published].map(([definition, { version }]) => ({ definition, version }));
  const { changes } = compileLive(compared, { touched: [1], slid: [] }, input);
  for (const each of [...statements, ...changes]) expect(parametersOf(each)).toBeLessThan(1_000);
  const written = statements.flatMap(({ params }) =>
    Object.entries(params).flatMap(([name, value]) => (/^(key|set)_/.test(name) ? [value] : [])),
  );
  expect(new Set(written.filter((each) => String(each).startsWith('leaf:'))).size).toBe(2_000);
  expect(new Set(written.filter((each) => String(each).startsWith('segment:'))).size).toBe(40);
  expect(changes.flatMap(({ params }) => params['segments'])).toEqual([...definitions.keys()]);
});
