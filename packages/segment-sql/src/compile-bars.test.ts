import type { Definition, EvaluatedWorld, Statistic } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { aggregate, id, ofAggregate, points } from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { people, purchases } from '../test/hand-made-world.ts';
import { compileValuesPreview, type ValuesPreviewRow } from './compile-preview.ts';
import { bindThresholds } from './statement.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

const definitions = new Map<string, Definition>([[id('total'), aggregate({ type: 'sum', parameter: points })]]);

/** The distribution of the totals of profiles 1, 2 …, with a metric's line in it. */
async function barsOf(values: number[], statistic: Statistic | null = null): Promise<ValuesPreviewRow> {
  const world: Partial<EvaluatedWorld> = { profiles: people(values.length), events: purchases(...values) };
  const workspace = await runs.load(world);
  const evaluation = testEvaluation({ asOf: '2024-07-01T12:00:00Z', timeZone: 'UTC', workspace });
  const of = ofAggregate('total');
  const measured = statistic ? ({ type: 'values', of, population: { type: 'active' }, statistic } as const) : of;
  const statement = compileValuesPreview(measured, { ...evaluation, definitions, heads: new Map() });
  const result = await runs.client.query({ ...bindThresholds(statement, new Map()), format: 'JSONEachRow' });
  return (await result.json<ValuesPreviewRow>())[0]!;
}

/** first, first + 1, … last */
const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const bar = (from: number, to: number, profiles: number): string[] => [`${from}`, `${to}`, `${profiles}`];

describe('few different values', () => {
  it('have a bar each, and say least, greatest, mean and how many are 0', async () => {
    expect(await barsOf([2, 0, 2, 7.5, 0])).toEqual({
      value: null,
      profiles: '5',
      below: '0',
      on: '0',
      above: '0',
      least: '0',
      greatest: '7.5',
      mean: '2.3',
      zero: '2',
      bars: [bar(0, 0, 2), bar(2, 2, 2), bar(7.5, 7.5, 1)],
    });
  });

  it('lie below, on and above the line', async () => {
    const row = await barsOf([1, 2, 2, 2, 9, 9], { type: 'median' });
    expect(row).toMatchObject({ value: '2', below: '1', on: '3', above: '2' });
  });

  it('are one bar where all are equal, or there is but one', async () => {
    expect(await barsOf([5, 5, 5], { type: 'median' })).toMatchObject({
      value: '5',
      below: '0',
      on: '3',
      above: '0',
      least: '5',
      greatest: '5',
      mean: '5',
      zero: '0',
      bars: [bar(5, 5, 3)],
    });
    expect(await barsOf([-0.5])).toMatchObject({ least: '-0.5', mean: '-0.5', bars: [bar(-0.5, -0.5, 1)] });
  });

  it('are none of nobody', async () => {
    expect(await barsOf([], { type: 'sum' })).toEqual({
      value: '0',
      profiles: '0',
      below: '0',
      on: '0',
      above: '0',
      least: null,
      greatest: null,
      mean: null,
      zero: '0',
      bars: [],
    });
  });

  it('are sixty at most', async () => {
    expect((await barsOf(from(1, 60))).bars).toEqual(from(1, 60).map((x) => bar(x, x, 1)));
  });
});

describe('many different values', () => {
  it('have bars of an even width that begin at multiples of it', async () => {
    // 61 values: the 0.99 quantile is 60; 60 / 58 is a little more than 1.
    expect((await barsOf(from(0, 60))).bars).toEqual([
      ...from(0, 29).map((i) => bar(2 * i, 2 * i + 2, 2)),
      bar(60, 62, 1),
    ]);
    // Of 100 it is the 99th, here 48; 98 / 58 is less than 2.
    expect((await barsOf(from(-50, 49))).bars).toEqual(from(-25, 24).map((i) => bar(2 * i, 2 * i + 2, 2)));
  });

  it('put the tail above the 0.99 quantile into the last bar', async () => {
    const { bars, greatest } = await barsOf([...from(0, 98), 1000]);
    expect(greatest).toBe('1000');
    expect(bars).toEqual([...from(0, 48).map((i) => bar(2 * i, 2 * i + 2, 2)), bar(98, 1000, 2)]);
  });

  it('have bars of a fraction where they lie close together', async () => {
    // 0 to 0.99; the 99th is 0.98; 0.98 / 58 is a little less than 0.02.
    const { bars } = await barsOf(from(0, 99).map((i) => i / 100));
    expect(bars).toEqual(from(0, 49).map((i) => bar((2 * i) / 100, (2 * i + 2) / 100, 2)));
  });
});
