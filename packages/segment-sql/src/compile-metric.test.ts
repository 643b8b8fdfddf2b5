import type {
  Definition,
  EvaluatedEvent,
  Formula,
  Measure,
  QuantileMethod,
  Statistic,
} from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aggregate,
  allTime,
  constant,
  has,
  id,
  metric,
  ofAggregate,
  ofMetric,
  over,
  points,
  segment,
  where,
} from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { anonymous, bought, event, people, person, purchases } from '../test/hand-made-world.ts';
import type { MetricRow } from './plan.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

/** `best` is no value for who bought nothing, `total` is 0. */
const best = aggregate({ type: 'max', parameter: points });
const total = aggregate({ type: 'sum', parameter: points });
const simple = ['count', 'sum', 'average', 'min', 'max', 'median'] as const;
const quantile = (level: number, method: QuantileMethod = 'linear'): Statistic => ({ type: 'quantile', level, method });

/** Value, profiles, and how many lie below, on and above. */
const row = ({ value, profiles, below, on, above }: MetricRow): (string | null)[] => [
  value,
  profiles,
  below,
  on,
  above,
];
const rows = (metrics: Record<string, MetricRow>): Record<string, (string | null)[]> =>
  Object.fromEntries(Object.entries(metrics).map(([name, each]) => [name, row(each)]));
const values = (metrics: Record<string, MetricRow>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value]));

/** Every plain statistic of the active profiles' totals. */
const plain = Object.fromEntries(simple.map((type) => [type, over(ofAggregate('total'), type, { type: 'active' })]));

describe('a metric over values', () => {
  it('takes the value of each profile, however many have the same', async () => {
    const world = { profiles: people(6), events: purchases(2, 2, 2, 7, 0.5, null) };
    // 0.5 2 2 2 7
    expect(rows((await runs.run({ total, ...plain }, world)).metrics)).toEqual({
      count: ['5', '5', '4', '0', '1'],
      sum: ['13.5', '5', '5', '0', '0'],
      average: ['2.7', '5', '4', '0', '1'],
      min: ['0.5', '5', '0', '1', '4'],
      max: ['7', '5', '4', '1', '0'],
      median: ['2', '5', '1', '3', '1'],
    });
  });

  it('tells those who are active from everybody, of the same count', async () => {
    const many = aggregate({ type: 'count' });
    const both = { active: { type: 'active' }, all: { type: 'all' } } as const;
    const metrics = Object.fromEntries(
      Object.entries(both).flatMap(([name, population]) => [
        [`sum ${name}`, over(ofAggregate('many'), 'sum', population)],
        [`count ${name}`, over(ofAggregate('many'), 'count', population)],
        [`median ${name}`, over(ofAggregate('many'), 'median', population)],
      ]),
    );
    const world = { profiles: people(6), events: purchases(1, 1, 1, 1) };
    expect(rows((await runs.run({ many, ...metrics }, world)).metrics)).toEqual({
      'sum active': ['4', '4', '4', '0', '0'],
      'sum all': ['4', '6', '6', '0', '0'],
      'count active': ['4', '4', '4', '0', '0'],
      'count all': ['6', '6', '6', '0', '0'],
      'median active': ['1', '4', '0', '4', '0'],
      'median all': ['1', '6', '2', '4', '0'],
    });
  });

  it('has the count and sum 0 of nobody, and else no value', async () => {
    const answers = await runs.run(
      { total, ...plain, level: over(ofAggregate('total'), quantile(0.5), { type: 'active' }) },
      {
        profiles: people(2),
      },
    );
    const nothing = [null, '0', '0', '0', '0'];
    const zero = ['0', '0', '0', '0', '0'];
    expect(rows(answers.metrics)).toEqual({
      count: zero,
      sum: zero,
      average: nothing,
      min: nothing,
      max: nothing,
      median: nothing,
      level: nothing,
    });
  });

  it('adds up negative numbers and fractions exactly', async () => {
    const world = { profiles: people(4), events: purchases(0.1, 0.2, -0.3, -5) };
    expect(values((await runs.run({ total, ...plain }, world)).metrics)).toEqual({
      count: '4',
      sum: '-5',
      average: '-1.25',
      min: '-5',
      max: '0.2',
      median: '-0.1',
    });
  });

  it('rounds an average to eight places, half to even; of money too', async () => {
    const ofMoney = aggregate({ type: 'sum', parameter: { name: 'revenue', type: 'money' } });
    const average = over(ofAggregate('total'), 'average', { type: 'active' });
    const inMoney = over(ofAggregate('ofMoney'), 'average', { type: 'active' });
    const averages = async (events: EvaluatedEvent[]): Promise<Record<string, string | null>> =>
      values((await runs.run({ total, ofMoney, average, inMoney }, { profiles: people(3), events })).metrics);
    const paid = ['1', '0', '0'].map((revenue, index) => bought(index + 1, index, { revenue }));
    expect(await averages(paid)).toEqual({ average: '1', inMoney: '0.33333333' });
    // Half a place above 1 and above 2: both become 2.
    expect(await averages(purchases(0.00000001, 0.00000002))).toMatchObject({ average: '0.00000002' });
    expect(await averages(purchases(0.00000002, 0.00000003))).toMatchObject({ average: '0.00000002' });
    expect(await averages(purchases(-0.00000001, 0))).toMatchObject({ average: '0' });
  });

  it.each<[QuantileMethod, string[]]>([
    // Of 1 2 2 9 at 0.3 h is 9,000, at 0.5 15,000, at 0.7 21,000; ⌈4 · 0.3⌉ = 2, ⌈4 · 0.5⌉ = 2, ⌈4 · 0.7⌉ = 3.
    ['linear', ['1', '1.9', '2', '2.7', '9']],
    ['lower', ['1', '1', '2', '2', '9']],
    ['higher', ['1', '2', '2', '9', '9']],
    ['inverted_cdf', ['1', '2', '2', '2', '9']],
  ])('takes quantiles: %s', async (method, expected) => {
    const levels = [0, 0.3, 0.5, 0.7, 1];
    const metrics = Object.fromEntries(
      levels.map((level) => [`at ${level}`, over(ofAggregate('total'), quantile(level, method), { type: 'active' })]),
    );
    const world = { profiles: people(4), events: purchases(2, 9, 1, 2) };
    expect(Object.values(values((await runs.run({ total, ...metrics }, world)).metrics))).toEqual(expected);
  });

  it('takes an approximate quantile that is one of the values, at most one place away', async () => {
    const at = (level: number, type: 'active' | 'all' = 'active') =>
      over(ofAggregate('total'), quantile(level, 'approximate'), { type });
    const metrics = { low: at(0), half: at(0.5), high: at(1), lowOfAll: at(0, 'all') };
    const ofFive = { profiles: people(7), events: purchases(30, 10, 50, 40, 20) };
    const { low, half, high, lowOfAll } = (await runs.run({ total, ...metrics }, ofFive)).metrics;
    expect(['10', '20']).toContain(low!.value);
    expect(['20', '30', '40']).toContain(half!.value);
    expect(['40', '50']).toContain(high!.value);
    // Two have 0.
    expect(row(lowOfAll!)).toEqual(['0', '7', '0', '2', '5']);
    const { metrics: same } = await runs.run(
      { total, ...metrics },
      { profiles: people(4), events: purchases(5, 5, 5) },
    );
    expect(row(same['half']!)).toEqual(['5', '3', '0', '3', '0']);
    const { metrics: none } = await runs.run({ total, ...metrics }, { profiles: people(2) });
    expect(row(none['half']!)).toEqual([null, '0', '0', '0', '0']);
    expect(row(none['lowOfAll']!)).toEqual(['0', '2', '0', '2', '0']);
  });

  it('takes an approximate quantile of the members of a segment who have a value', async () => {
    const fewer = { type: 'lessThan', operand: constant(3) } as const;
    const modest = segment(has('total', fewer));
    const population = { type: 'segment', segment: id('modest') } as const;
    const line = over(ofAggregate('best'), quantile(0.5, 'approximate'), population);
    const world = { profiles: people(5), events: purchases(2, 2, 6, 6, null) };
    expect(row((await runs.run({ best, total, modest, line }, world)).metrics['line']!)).toEqual([
      '2',
      '2',
      '0',
      '2',
      '0',
    ]);
  });
});

describe('a metric over events', () => {
  const overEvents = (more: Partial<Extract<Measure, { type: 'events' }>>): Definition =>
    metric({
      type: 'events',
      actions: ['buy'],
      window: allTime,
      population: { type: 'all' },
      aggregator: { type: 'sum', parameter: points },
      ...more,
    });
  const of = (order: string): Partial<EvaluatedEvent> => ({ orderId: order });
  const events = [
    bought(1, 1, of('A')),
    bought(1, 2, of('A')),
    bought(1, 3, of('B')),
    bought(2, 10, of('A')),
    bought(2, null, of('A')),
    bought(3, 100),
    bought(3, 100),
    bought(4, 1000, of('A')),
    event(5, 'visit'),
  ];
  const world = { profiles: [...people(3), anonymous(4), person(5)], events };
  const dear = segment(has('best', { type: 'atLeast', operand: constant(10) }));
  const ofDear = { population: { type: 'segment', segment: id('dear') } } as const;
  const distinctBy = { name: 'orderId', type: 'string' } as const;
  const profiles = { aggregator: { type: 'distinctProfiles' } } as const;

  it('takes the events of all of the base together, and nobody else’s', async () => {
    const metrics = {
      sum: overEvents({}),
      active: overEvents({ population: { type: 'active' } }),
      count: overEvents(profiles),
    };
    const found = rows((await runs.run(metrics, world)).metrics);
    expect(found).toEqual({
      sum: ['216', '3', null, null, null],
      active: ['216', '3', null, null, null],
      count: ['3', '3', null, null, null],
    });
    const withAnonymous = await runs.run(metrics, world, { includeAnonymous: true });
    expect(values(withAnonymous.metrics)).toEqual({ sum: '1216', active: '1216', count: '4' });
  });

  it('takes the events of a segment’s members', async () => {
    const metrics = { sum: overEvents(ofDear), count: overEvents({ ...ofDear, ...profiles }) };
    expect(rows((await runs.run({ best, dear, ...metrics }, world)).metrics)).toEqual({
      sum: ['210', '2', null, null, null],
      count: ['2', '2', null, null, null],
    });
  });

  it('applies distinctBy to each profile by itself; events without a value each count', async () => {
    const metrics = {
      // 1 + 3, 10 and 100 + 100
      sum: overEvents({ distinctBy }),
      count: overEvents({ distinctBy, aggregator: { type: 'count' } }),
      profiles: overEvents({ distinctBy, ...profiles }),
    };
    expect(values((await runs.run(metrics, world)).metrics)).toEqual({ sum: '214', count: '5', profiles: '3' });
  });

  it('asks for window and filter, and reads no batch that is not known', async () => {
    const times = [
      '2024-06-30T23:59:59.999Z',
      '2024-07-01T00:00:00Z',
      '2024-07-01T11:59:59.999Z',
      '2024-07-01T12:00:00Z',
    ];
    const late = [
      ...times.map((time, index) => bought(1, 10 ** index, { time: Date.parse(time), parameters: { store: 'A' } })),
      bought(2, 10_000, { time: Date.parse(times[1]!), batch: 11, parameters: { store: 'A' } }),
      bought(2, 100_000, { time: Date.parse(times[1]!), parameters: { store: 'B' } }),
    ];
    const window = { type: 'this', unit: 'day' } as const;
    const metrics = {
      all: overEvents({}),
      today: overEvents({ window }),
      ofA: overEvents({ window, filter: where('store', 'A') }),
    };
    const found = await runs.run(metrics, { profiles: people(2), events: late });
    expect(values(found.metrics)).toEqual({ all: '100111', today: '100110', ofA: '110' });
  });
});

describe('a metric of metrics', () => {
  const calculated = (formula: Formula): Definition => metric({ type: 'formula', formula });
  const divided = (left: string, right: string): Definition =>
    calculated({ type: 'divide', left: ofMetric(left), right: ofMetric(right) });

  it('calculates with their values, and is of no profiles', async () => {
    const { sum, count, min } = plain;
    const definitions = {
      sum: sum!,
      count: count!,
      min: min!,
      ratio: divided('sum', 'count'),
      third: divided('count', 'sum'),
      // Through another one
      double: calculated({ type: 'add', left: ofMetric('ratio'), right: ofMetric('ratio') }),
    };
    // 1, 2 and 2
    const { metrics } = await runs.run({ total, ...definitions }, { profiles: people(3), events: purchases(1, 2, 2) });
    expect(row(metrics['ratio']!)).toEqual(['1.66666667', null, null, null, null]);
    expect(values(metrics)).toMatchObject({ third: '0.6', double: '3.33333334' });
  });

  it('has no value after a division by zero, nor where one of them has none', async () => {
    const { sum, count, max } = plain;
    const definitions = {
      sum: sum!,
      count: count!,
      max: max!,
      byZero: divided('sum', 'count'),
      ofNone: calculated({ type: 'add', left: ofMetric('count'), right: ofMetric('max') }),
      ofByZero: calculated({ type: 'multiply', left: ofMetric('byZero'), right: { type: 'number', value: 0 } }),
      instead: calculated({
        type: 'coalesce',
        of: [ofMetric('byZero'), ofMetric('max'), { type: 'number', value: 7 }],
      }),
    };
    const { metrics } = await runs.run({ total, ...definitions }, { profiles: people(3) });
    expect(values(metrics)).toEqual({
      sum: '0',
      count: '0',
      max: null,
      byZero: null,
      ofNone: null,
      ofByZero: null,
      instead: '7',
    });
  });
});
