import type { Aggregate, Definition, Metric, Segment } from '@cutline/segment-definition';
import { expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { planRun } from './plan-run.ts';
import type { PlanInput } from './plan.ts';

const evaluation = testEvaluation();
const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [purchases, line] = [id(1), id(2)];
const aggregate: Aggregate = {
  formatVersion: 2,
  kind: 'aggregate',
  name: 'Purchases',
  actions: ['buy'],
  window: { type: 'allTime' },
  aggregator: { type: 'count' },
};
const median: Metric = {
  formatVersion: 2,
  kind: 'metric',
  name: 'Line',
  measure: {
    type: 'values',
    of: { type: 'aggregate', aggregate: purchases },
    population: { type: 'active' },
    statistic: { type: 'median' },
  },
};
type Where = Segment['where'];
const moreThan = (operand: Extract<Where, { type: 'aggregate' }>['comparison'] & { type: 'moreThan' }): Where => ({
  type: 'aggregate',
  aggregate: purchases,
  comparison: operand,
});
const bought = (value: number): Where => moreThan({ type: 'moreThan', operand: { type: 'constant', value } });
const aboveLine: Where = moreThan({ type: 'moreThan', operand: { type: 'metric', metric: line } });
const within = (segment: string): Where => ({ type: 'segment', segment, is: true });

/** What a plan does, each step as `wave: kind of how many`. Segments are given in the order in which they are to be planned. */
function planned(wheres: readonly (readonly [number, Where])[], input: Partial<PlanInput> = {}): string[] {
  const documents: [string, Definition][] = [
    [purchases, aggregate],
    [line, median],
    ...wheres.map(([number, where]): [string, Definition] => [
      id(number),
      { formatVersion: 2, kind: 'segment', name: `Segment ${number}`, where },
    ]),
  ];
  const definitions = new Map(documents.map(([key, document]) => [key, { version: 1, document }]));
  const { steps, waves } = planRun({ ...evaluation, run: 1, definitions, ...input });
  return steps.map(({ kind, definitions: own }, position) => `${waves[position]}: ${kind} of ${own.length}`);
}

it('each wave needs what the ones before it made', () => {
  expect(planned([[10, aboveLine]])).toEqual(['0: base of 3', '1: metrics of 1', '2: leaves of 1', '3: segments of 1']);
});

it('new batches are added while it is found out to whom something happened, and the base needs to know that', () => {
  const earlier = { asOf: evaluation.asOf - 1, known: evaluation.known - 1, published: 1 };
  const behind = [{ number: 1, stream: { actions: ['buy'], filter: null, value: null } }];
  expect(planned([[10, aboveLine]], { scope: 'due', earlier, behind }).slice(0, 4)).toEqual([
    '0: timelines of 0',
    '0: touched of 3',
    '1: base of 3',
    '2: metrics of 1',
  ]);
  expect(planned([[10, bought(1)]], { behind }).slice(0, 2)).toEqual(['0: timelines of 0', '0: base of 3']);
});

it('of many segments those that refer to none of the others come first, and are one wave', () => {
  // Each of the first hundred, which stand first, is followed by one that refers to it.
  const some = Array.from({ length: 100 }, (_, index) => index);
  const pairs = some.flatMap((index) => [
    [1_000 + index, bought(index)] as const,
    [2_000 + index, within(id(1_000 + index))] as const,
  ]);
  const others = some.map((index) => [3_000 + index, bought(500 + index)] as const);
  expect(planned([...pairs, ...others]).filter((each) => each.includes('segments'))).toEqual([
    '3: segments of 100',
    '3: segments of 100',
    '4: segments of 100',
  ]);
});

it('a long row of segments, each of which refers to the one before, is cut', () => {
  const row = Array.from(
    { length: 120 },
    (_, index) => [1_000 + index, index === 0 ? bought(1) : within(id(999 + index))] as const,
  );
  expect(planned(row).filter((each) => each.includes('segments'))).toEqual([
    '3: segments of 50',
    '4: segments of 50',
    '5: segments of 20',
  ]);
});

it('a few segments stay together, whatever they refer to', () => {
  const chain = [[10, bought(1)] as const, [11, within(id(10))] as const, [12, within(id(11))] as const];
  expect(planned(chain).at(-1)).toBe('3: segments of 3');
});
