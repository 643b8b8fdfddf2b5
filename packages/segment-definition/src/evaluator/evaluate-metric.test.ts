import { describe, expect, it } from 'vitest';
import { aggregate, evaluated, event, expression, profile, shown } from './evaluate-by-hand.ts';
import type { MetricResult } from './evaluate-metric.ts';
import type { Definition } from '../definition.ts';
import type { EvaluatedEvent, EvaluatedWorld, Evaluation } from './evaluated-world.ts';
import type { Measure } from '../metric.ts';

type Values = Extract<Measure, { type: 'values' }>;
type Events = Extract<Measure, { type: 'events' }>;

const points = { name: 'points', type: 'number' } as const;
const sum = aggregate({ type: 'sum', parameter: points });
const max = aggregate({ type: 'max', parameter: points });
const bought = (number: number, value: number | null, more: Partial<EvaluatedEvent> = {}): EvaluatedEvent =>
  event('2024-06-01T00:00:00Z', { profile: number, parameters: { points: value }, ...more });
const customers = (...numbers: number[]): EvaluatedWorld['profiles'] => numbers.map((each) => profile(each));

const metric = (measure: Measure): Definition => ({ formatVersion: 2, kind: 'metric', name: 'Metric', measure });
const overValues = (statistic: Values['statistic'], population: Values['population'], of = 'sum'): Definition =>
  metric({ type: 'values', of: { type: 'aggregate', aggregate: of }, population, statistic });
const overEvents = (aggregator: Events['aggregator'], more: Partial<Events> = {}): Definition =>
  metric({
    type: 'events',
    actions: ['buy'],
    window: { type: 'allTime' },
    population: { type: 'all' },
    aggregator,
    ...more,
  });

const resultOf = (
  it: Definition,
  world: Partial<EvaluatedWorld>,
  others: Record<string, Definition> = {},
  changed: Partial<Evaluation> = {},
): Omit<MetricResult, 'value'> & { value: unknown } => {
  const result = evaluated({ it, sum, max, ...others }, world, changed).metrics.get('it')!;
  return { ...result, value: shown(result.value) };
};
const quantile = (level: number): Values['statistic'] => ({ type: 'quantile', level, method: 'linear' });

describe('metrics over values', () => {
  const world = {
    profiles: customers(1, 2, 3, 4, 5),
    events: [bought(1, 1), bought(2, 2), bought(3, 2), bought(4, 9)],
  };

  it('count what lies below, on and above the line', () => {
    expect(resultOf(overValues(quantile(0.5), { type: 'active' }), world)).toEqual({
      value: '2',
      profiles: 4,
      below: 1,
      on: 2,
      above: 1,
    });
  });

  it('depend on the population: zeros count among all and not among the active', () => {
    // All: 0 1 2 2 9, h = 4 · 3,000 = 12,000: 1 + 1 · 0.2. Active: 1 2 2 9, h = 9,000: 1 + 1 · 0.9.
    expect(resultOf(overValues(quantile(0.3), { type: 'all' }), world)).toMatchObject({ value: '1.2', profiles: 5 });
    expect(resultOf(overValues(quantile(0.3), { type: 'active' }), world)).toMatchObject({ value: '1.9', profiles: 4 });
  });

  it('interpolate the median: h = 3 · 5,000', () => {
    const even = { ...world, events: [bought(1, 1), bought(2, 2), bought(3, 5), bought(4, 9)] };
    expect(resultOf(overValues({ type: 'median' }, { type: 'active' }), even)).toMatchObject({ value: '3.5', on: 0 });
    expect(resultOf(overEvents({ type: 'median', parameter: points }), even).value).toBe('3.5');
  });

  it('count the active with a value of 0, and leave out those without a value', () => {
    const events = [bought(1, 0), bought(2, null), bought(3, 4)];
    expect(resultOf(overValues({ type: 'min' }, { type: 'active' }), { ...world, events })).toMatchObject({
      value: '0',
      profiles: 3,
      on: 2,
    });
    expect(resultOf(overValues({ type: 'min' }, { type: 'active' }, 'max'), { ...world, events })).toMatchObject({
      value: '0',
      profiles: 2,
    });
    expect(resultOf(overValues({ type: 'count' }, { type: 'all' }, 'max'), { ...world, events }).value).toBe('2');
  });

  it('are 0 for count and sum of none, and else have no value', () => {
    const none = { profiles: customers(1), events: [] };
    const of = (type: 'count' | 'sum' | 'average' | 'min' | 'max' | 'median'): unknown =>
      resultOf(overValues({ type }, { type: 'active' }), none).value;
    expect([of('count'), of('sum')]).toEqual(['0', '0']);
    expect([of('average'), of('min'), of('max'), of('median')]).toEqual([null, null, null, null]);
    expect(resultOf(overValues(quantile(0.5), { type: 'active' }), none)).toEqual({
      value: null,
      profiles: 0,
      below: 0,
      on: 0,
      above: 0,
    });
  });

  it('round an average to eight places, half to even, money too', () => {
    const revenue = aggregate({ type: 'sum', parameter: { name: 'revenue', type: 'money' } });
    const paid = (number: number, amount: string): EvaluatedEvent => bought(number, null, { revenue: amount });
    const average = overValues({ type: 'average' }, { type: 'active' }, 'revenue');
    const events = [paid(1, '1'), paid(2, '0'), paid(3, '0')];
    expect(resultOf(average, { ...world, events }, { revenue }).value).toBe('0.33333333');
    const halves = [bought(1, 0.00000001), bought(2, 0), bought(3, 0.00000002), bought(4, 0.00000003)];
    // 0.00000006 / 4 = 0.000000015
    const ofSums = overValues({ type: 'average' }, { type: 'active' });
    expect(resultOf(ofSums, { ...world, events: halves }).value).toBe('0.00000002');
    // −0.00000002 / 4 = −0.000000005
    const negative = [bought(1, -0.00000002), bought(2, 0), bought(3, 0), bought(4, 0)];
    expect(resultOf(ofSums, { ...world, events: negative }).value).toBe('0');
  });

  it('take an expression’s active from all its aggregates, through other expressions', () => {
    const returns = aggregate({ type: 'count' }, { actions: ['return'] });
    const inner = expression({ type: 'aggregate', aggregate: 'returns' });
    const outer = expression({
      type: 'add',
      left: { type: 'expression', expression: 'inner' },
      right: { type: 'aggregate', aggregate: 'sum' },
    });
    const it = metric({
      type: 'values',
      of: { type: 'expression', expression: 'outer' },
      population: { type: 'active' },
      statistic: { type: 'count' },
    });
    const events = [bought(1, 5), bought(2, 7, { action: 'return' }), bought(3, 7, { action: 'look' })];
    expect(resultOf(it, { ...world, events }, { returns, inner, outer }).value).toBe('2');
    const constant = expression({ type: 'number', value: 1 });
    expect(resultOf(it, { ...world, events }, { outer: constant }).value).toBe('0');
  });

  it('take the members of a segment, who may be anonymous where the base has none', () => {
    const segment: Definition = {
      formatVersion: 2,
      kind: 'segment',
      name: 'Buyers',
      includeAnonymous: true,
      where: { type: 'event', actions: ['buy'], window: { type: 'allTime' } },
    };
    const anonymous = profile(6, { identifiers: [{ kind: 'anonymousId', value: 'x', batch: 1 }] });
    const with6 = { profiles: [...world.profiles, anonymous], events: [...world.events, bought(6, 100)] };
    const ofSegment = overValues({ type: 'sum' }, { type: 'segment', segment: 'buyers' });
    expect(resultOf(ofSegment, with6, { buyers: segment })).toMatchObject({ value: '114', profiles: 5 });
    const active = overValues({ type: 'sum' }, { type: 'active' });
    expect(resultOf(active, with6).value).toBe('14');
    expect(resultOf(active, with6, {}, { includeAnonymous: true }).value).toBe('114');
  });
});

describe('metrics over events', () => {
  const world = {
    profiles: customers(1, 2, 3),
    events: [
      bought(1, 1, { orderId: 'A' }),
      bought(1, 2, { orderId: 'A' }),
      bought(2, 4, { orderId: 'A' }),
      bought(9, 8, { orderId: 'A' }),
    ],
  };

  it('take the events of the base together', () => {
    expect(resultOf(overEvents({ type: 'sum', parameter: points }), world)).toEqual({
      value: '7',
      profiles: 2,
      below: null,
      on: null,
      above: null,
    });
    expect(resultOf(overEvents({ type: 'distinctProfiles' }), world).value).toBe('2');
    expect(resultOf(overEvents({ type: 'median', parameter: points }), world).value).toBe('2');
  });

  it('apply distinctBy to each profile by itself', () => {
    const distinctBy = { name: 'orderId', type: 'string' } as const;
    expect(resultOf(overEvents({ type: 'sum', parameter: points }, { distinctBy }), world).value).toBe('5');
  });

  it('take active for all: who has no counted event adds nothing', () => {
    const active = overEvents({ type: 'count' }, { population: { type: 'active' } });
    expect(resultOf(active, world)).toMatchObject({ value: '3', profiles: 2 });
  });

  it('order everyone’s events by time, then message id', () => {
    const events = [
      bought(1, 1, { messageId: 'c' }),
      bought(2, 2, { messageId: 'b' }),
      bought(3, 3, { messageId: 'a', time: Date.UTC(2024, 5, 2) }),
    ];
    expect(resultOf(overEvents({ type: 'first', parameter: points }), { ...world, events }).value).toBe('2');
    expect(resultOf(overEvents({ type: 'last', parameter: points }), { ...world, events }).value).toBe('3');
    // Gaps of no time and of one day, whoever's they are.
    expect(resultOf(overEvents({ type: 'gaps', statistic: 'mean' }), { ...world, events }).value).toBe('0.5');
  });

  it('are empty without events', () => {
    const none = { ...world, events: [] };
    expect(resultOf(overEvents({ type: 'sum', parameter: points }), none)).toMatchObject({ value: '0', profiles: 0 });
    expect(resultOf(overEvents({ type: 'max', parameter: points }), none)).toMatchObject({ value: null, profiles: 0 });
  });
});

describe('metrics of metrics', () => {
  it('are formulas in float64; one without a value makes none', () => {
    const world = { profiles: customers(1, 2), events: [bought(1, 1), bought(2, 2)] };
    const total = overEvents({ type: 'sum', parameter: points });
    const most = overValues({ type: 'max' }, { type: 'active' });
    const ratio = metric({
      type: 'formula',
      formula: { type: 'divide', left: { type: 'metric', metric: 'total' }, right: { type: 'metric', metric: 'most' } },
    });
    expect(resultOf(ratio, world, { total, most })).toEqual({
      value: '1.5',
      profiles: null,
      below: null,
      on: null,
      above: null,
    });
    expect(resultOf(ratio, { ...world, events: [] }, { total, most }).value).toBeNull();
  });
});
