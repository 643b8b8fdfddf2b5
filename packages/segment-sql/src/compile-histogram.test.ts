import type { Definition, EvaluatedWorld, Population, ProfileValue } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import {
  aggregate,
  constant,
  expression,
  has,
  id,
  inSegment,
  nobody,
  ofAggregate,
  ofExpression,
  over,
  points,
  segment,
} from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { anonymous, bought, event, people, person, purchases } from '../test/hand-made-world.ts';
import { compileHistogram } from './compile-histogram.ts';
import { Parameters } from './parameters.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

const best = aggregate({ type: 'max', parameter: points });
const total = aggregate({ type: 'sum', parameter: points });
const active: Population = { type: 'active' };
const all: Population = { type: 'all' };

/** `value: profiles` for each value, over profiles of whom those of the bitmap are the base. */
async function histogram(
  value: ProfileValue,
  population: Population,
  world: Partial<EvaluatedWorld>,
  base: number[],
  others: Record<string, Definition> = {},
): Promise<{ bars: string[]; n: string }> {
  const workspace = await runs.load(world);
  const evaluation = testEvaluation({ asOf: '2024-07-01T12:00:00Z', timeZone: 'UTC', workspace });
  const context = { evaluation, parameters: new Parameters() };
  const bitmap = (profiles: number[]): string => `bitmapBuild(CAST([${profiles.join(', ')}], 'Array(UInt32)'))`;
  const sources = { base: bitmap(base), segment: () => bitmap([2, 3]) };
  const definitions = new Map(Object.entries({ best, total, ...others }).map(([name, each]) => [id(name), each]));
  const { sql, params } = context.parameters.statement(
    `SELECT arrayMap((x, p, c) -> concat(toString(x), ': ', toString(p), ' of ', toString(c)), xs, ns, cumulative) AS bars, n
      FROM (${compileHistogram(value, population, sources, definitions, context)})`,
  );
  const result = await runs.client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
  return (await result.json<{ bars: string[]; n: string }>())[0]!;
}

describe('a histogram', () => {
  it('counts the profiles with each value, in ascending order, and adds up as it goes', async () => {
    const world = { events: purchases(7, 2, 2, -1, 10, 2) };
    expect(await histogram(ofAggregate('total'), active, world, [1, 2, 3, 4, 5, 6])).toEqual({
      bars: ['-1: 1 of 1', '2: 3 of 4', '7: 1 of 5', '10: 1 of 6'],
      n: '6',
    });
  });

  it('has one bar of equal values, one of a single one, and none of nobody', async () => {
    expect(await histogram(ofAggregate('total'), active, { events: purchases(4, 4, 4) }, [1, 2, 3])).toEqual({
      bars: ['4: 3 of 3'],
      n: '3',
    });
    expect(await histogram(ofAggregate('total'), active, { events: purchases(4) }, [1, 2, 3])).toEqual({
      bars: ['4: 1 of 1'],
      n: '1',
    });
    for (const population of [active, all])
      expect(await histogram(ofAggregate('best'), population, {}, [1, 2])).toEqual({ bars: [], n: '0' });
    expect(await histogram(ofAggregate('total'), all, { events: purchases(4) }, [])).toEqual({ bars: [], n: '0' });
  });

  it('leaves out who is not in the base', async () => {
    const world = { events: purchases(1, 2, 3) };
    for (const population of [active, all])
      expect(await histogram(ofAggregate('total'), population, world, [1, 3])).toEqual({
        bars: ['1: 1 of 1', '3: 1 of 2'],
        n: '2',
      });
  });

  it('leaves out who has no value: it is not 0', async () => {
    const world = { events: [...purchases(3), bought(2, null)] };
    for (const population of [active, all])
      expect(await histogram(ofAggregate('best'), population, world, [1, 2, 3])).toEqual({
        bars: ['3: 1 of 1'],
        n: '1',
      });
  });
});

describe('the population', () => {
  /** Profile 1 has 5, profile 2 a purchase of 0, profile 3 one of no points, profile 4 only a visit, profile 5 nothing. */
  const world = { events: [bought(1, 5), bought(2, 0), bought(3, null), event(4, 'visit')] };
  const base = [1, 2, 3, 4, 5];

  it('`active`: those with a counted event, whatever it is worth', async () => {
    expect(await histogram(ofAggregate('total'), active, world, base)).toEqual({
      bars: ['0: 2 of 2', '5: 1 of 3'],
      n: '3',
    });
  });

  it('`all`: those without events have what is made of nothing, beside those who have the same', async () => {
    expect(await histogram(ofAggregate('total'), all, world, base)).toEqual({
      bars: ['0: 4 of 4', '5: 1 of 5'],
      n: '5',
    });
    expect(await histogram(ofAggregate('best'), all, world, base)).toEqual({
      bars: ['0: 1 of 1', '5: 1 of 2'],
      n: '2',
    });
  });

  it('a segment: its members, active or not', async () => {
    const members: Population = { type: 'segment', segment: id('any') };
    expect(await histogram(ofAggregate('total'), members, world, base)).toEqual({ bars: ['0: 2 of 2'], n: '2' });
    expect(await histogram(ofAggregate('best'), members, world, base)).toEqual({ bars: ['0: 1 of 1'], n: '1' });
  });

  const visits = aggregate({ type: 'count' }, { actions: ['visit'] });
  const both = expression({ type: 'add', left: ofAggregate('total'), right: ofExpression('inner') });
  const inner = expression({ type: 'add', left: ofAggregate('visits'), right: { type: 'number', value: 1 } });

  it('`active` in an expression: in any of its aggregates, through other expressions too', async () => {
    expect(await histogram(ofExpression('both'), active, world, base, { visits, inner, both })).toEqual({
      bars: ['1: 2 of 2', '2: 1 of 3', '6: 1 of 4'],
      n: '4',
    });
    expect(await histogram(ofExpression('both'), all, world, base, { visits, inner, both })).toEqual({
      bars: ['1: 3 of 3', '2: 1 of 4', '6: 1 of 5'],
      n: '5',
    });
  });

  it('of an expression without aggregates nobody is active, and all have its value', async () => {
    const seven = expression({ type: 'number', value: 7 });
    const age = expression({ type: 'attribute', attribute: { name: 'age', type: 'number' } });
    const profiles = [person(1, { attributes: [{ name: 'age', value: 30, time: 0, messageId: 'm', batch: 1 }] })];
    const others = { seven, age };
    for (const name of ['seven', 'age'])
      expect(await histogram(ofExpression(name), active, { ...world, profiles }, base, others)).toEqual({
        bars: [],
        n: '0',
      });
    expect(await histogram(ofExpression('seven'), all, world, base, others)).toEqual({ bars: ['7: 5 of 5'], n: '5' });
    expect(await histogram(ofExpression('age'), all, { ...world, profiles }, base, others)).toEqual({
      bars: ['30: 1 of 1'],
      n: '1',
    });
  });

  it('is, in a run, the members of a segment of the same run, who may be outside the workspace’s base', async () => {
    const buyers = segment(
      { type: 'event', actions: ['buy'], window: { type: 'allTime' } },
      { includeAnonymous: true },
    );
    const comparison = { type: 'atLeast', operand: constant(5) } as const;
    const dear = segment({
      type: 'all',
      of: [inSegment('buyers'), has('total', comparison)],
    });
    const count = (name: string): Definition =>
      over(ofAggregate('total'), 'sum', { type: 'segment', segment: id(name) });
    const definitions = {
      ofBuyers: count('buyers'),
      ofDear: count('dear'),
      ofNobody: count('none'),
      ofActive: over(ofAggregate('total'), 'sum', active),
      none: segment(nobody),
      buyers,
      dear,
    };
    const people4 = { profiles: [...people(3), anonymous(4)], events: purchases(1, 5, null, 100) };
    const { metrics } = await runs.run({ total, ...definitions }, people4);
    const found = Object.values(metrics).map(({ value, profiles }) => [value, profiles]);
    expect(found).toEqual([
      ['106', '3'],
      ['5', '1'],
      ['0', '0'],
      ['6', '2'],
    ]);
  });
});
