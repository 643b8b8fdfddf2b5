import type { Aggregate, Comparison, Definition, Definitions, Segment } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { movedSlices } from './moved-slices.ts';
import { drifts } from './whole-segments.ts';

const aggregate: Aggregate = {
  formatVersion: 2,
  kind: 'aggregate',
  name: 'Days since the last visit',
  actions: ['page.visit'],
  aggregator: { type: 'daysSinceLast' },
  window: { type: 'allTime' },
};
const segment = (comparison: Comparison): Segment => ({
  formatVersion: 2,
  kind: 'segment',
  name: 'Away',
  where: { type: 'all', of: [{ type: 'not', of: { type: 'aggregate', aggregate: 'a', comparison } }] },
});
const definitionsWith = (comparison: Comparison, changed: Partial<Aggregate> = {}): Definitions =>
  new Map<string, Definition>([
    ['a', { ...aggregate, ...changed }],
    ['s', segment(comparison)],
  ]);
const number = (value: number) => ({ type: 'constant', value }) as const;
const timeZone = 'Europe/Berlin';
const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);
const earlier = { asOf: noon('2026-06-10') };
const tomorrow = { asOf: noon('2026-06-11'), timeZone };

/** The days of the first instants of slices, and how many days they have, but for what all time gains at its end. */
const days = (definitions: Definitions, evaluation = tomorrow): string[] =>
  movedSlices(definitions, evaluation, earlier)
    .filter(({ from }) => from !== earlier.asOf)
    .map(({ from, to }) => `${new Date(from + 2 * 3_600_000).toISOString().slice(0, 10)} ${(to - from) / 86_400_000}`);

describe('days since something, compared with numbers', () => {
  it.each<[string, Comparison, string[]]>([
    // On the tenth the third was seven days ago, on the eleventh it is eight.
    ['more than', { type: 'moreThan', operand: number(7) }, ['2026-06-03 1']],
    ['at most', { type: 'atMost', operand: number(7.5) }, ['2026-06-03 1']],
    ['at least', { type: 'atLeast', operand: number(7) }, ['2026-06-04 1']],
    ['less than', { type: 'lessThan', operand: number(6.5) }, ['2026-06-04 1']],
    ['equals', { type: 'equals', operand: number(7) }, ['2026-06-03 1', '2026-06-04 1']],
    ['between', { type: 'between', from: number(1), to: number(2) }, ['2026-06-08 1', '2026-06-09 1', '2026-06-10 1']],
    ['in', { type: 'in', values: [7] }, ['2026-06-03 1', '2026-06-04 1']],
    ['is set', { type: 'isSet' }, []],
    ['below what can be', { type: 'atLeast', operand: number(0) }, []],
    ['before 1970', { type: 'moreThan', operand: number(1e15) }, []],
  ])('%s: who passed the line is looked at', (_, comparison, expected) => {
    const definitions = definitionsWith(comparison);
    expect(days(definitions)).toEqual(expected);
    expect(drifts('s', definitions, tomorrow, earlier)).toBe(false);
  });

  it('looks at all days of a line when several have passed, and at none within a day', () => {
    const definitions = definitionsWith({ type: 'moreThan', operand: number(7) });
    expect(days(definitions, { asOf: noon('2026-06-13'), timeZone })).toEqual(['2026-06-03 3']);
    expect(days(definitions, { asOf: earlier.asOf + 60_000, timeZone })).toEqual([]);
  });

  it.each<[string, Comparison, Partial<Aggregate>]>([
    ['is compared with a metric', { type: 'moreThan', operand: { type: 'metric', metric: 'm' } }, {}],
    [
      'counts events by today',
      { type: 'moreThan', operand: number(7) },
      {
        filter: {
          type: 'parameter',
          parameter: { name: 'until', type: 'datetime' },
          comparison: { type: 'sameDay' },
        },
      },
    ],
  ])('drifts where it %s', (_, comparison, changed) => {
    const definitions = new Map([...definitionsWith(comparison, changed)]);
    expect(drifts('s', definitions, tomorrow, earlier)).toBe(true);
    expect(drifts('s', definitions, { ...tomorrow, asOf: earlier.asOf + 60_000 }, earlier)).toBe(false);
  });
});
