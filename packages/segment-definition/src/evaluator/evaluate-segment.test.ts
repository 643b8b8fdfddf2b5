import { describe, expect, it } from 'vitest';
import { aggregate, evaluated, evaluation, event, profile } from './evaluate-by-hand.ts';
import { evaluate } from './evaluate.ts';
import type { Condition } from '../condition.ts';
import type { Definition } from '../definition.ts';
import type { EvaluatedProfile, Evaluation } from './evaluated-world.ts';
import type { Segment } from '../segment.ts';

const segment = (where: Condition, more: Partial<Segment> = {}): Segment => ({
  formatVersion: 2,
  kind: 'segment',
  name: 'Segment',
  where,
  ...more,
});
const everyone: Condition = { type: 'all', of: [] };
const named = (number: number, kind: EvaluatedProfile['identifiers'][number]['kind'], batch = 1): EvaluatedProfile =>
  profile(number, { identifiers: [{ kind, value: `${kind}-${number}`, batch }] });
const constant = (value: number): { type: 'constant'; value: number } => ({ type: 'constant', value });

const members = (
  definitions: Record<string, Definition> & { it: Definition },
  profiles: EvaluatedProfile[],
  changed: Partial<Evaluation> = {},
): number[] => [...evaluated(definitions, { profiles }, changed).segments.get('it')!.members].toSorted();

describe('the base', () => {
  const profiles = [
    named(1, 'customId'),
    named(2, 'email'),
    named(3, 'phone'),
    named(4, 'anonymousId'),
    named(5, 'email', 7),
    profile(6, { identifiers: [] }),
    profile(7, {
      identifiers: [
        { kind: 'anonymousId', value: 'x', batch: 1 },
        { kind: 'email', value: 'x@x', batch: 7 },
      ],
    }),
  ];

  it('are those named by more than an anonymous id, in a batch that is read', () => {
    expect(members({ it: segment(everyone) }, profiles)).toEqual([1, 2, 3, 5, 7]);
    expect(members({ it: segment(everyone) }, profiles, { known: 6 })).toEqual([1, 2, 3]);
  });

  it('has the anonymous too where the segment, or else the workspace, says so', () => {
    const with4 = [1, 2, 3, 4, 7];
    const changed = { known: 6, includeAnonymous: true };
    expect(members({ it: segment(everyone) }, profiles, changed)).toEqual(with4);
    expect(members({ it: segment(everyone, { includeAnonymous: true }) }, profiles, { known: 6 })).toEqual(with4);
    expect(members({ it: segment(everyone, { includeAnonymous: false }) }, profiles, changed)).toEqual([1, 2, 3]);
  });

  it('is what not is taken against', () => {
    expect(members({ it: segment({ type: 'not', of: { type: 'any', of: [] } }) }, profiles)).toEqual([1, 2, 3, 5, 7]);
  });

  it('keeps out members of another segment with a wider base', () => {
    const wide = segment(everyone, { includeAnonymous: true });
    const inWide = segment({ type: 'segment', segment: 'wide', is: true });
    const notInWide = segment({ type: 'segment', segment: 'wide', is: false });
    expect(members({ wide, it: inWide }, profiles, { known: 6 })).toEqual([1, 2, 3]);
    expect(members({ wide, it: notInWide }, profiles, { known: 6 })).toEqual([]);
    const narrow = segment(everyone);
    const notInNarrow = segment({ type: 'segment', segment: 'narrow', is: false }, { includeAnonymous: true });
    expect(members({ narrow, it: notInNarrow }, profiles, { known: 6 })).toEqual([4, 7]);
  });

  it('has values of the anonymous too, and of nobody who cannot be in it', () => {
    const count = aggregate({ type: 'count' });
    const values = evaluated({ count }, { profiles }, { known: 6 }).aggregates.get('count')!;
    expect([...values.keys()]).toEqual([1, 2, 3, 4, 7]);
  });
});

describe('rules', () => {
  const buys = (times: number): ReturnType<typeof event>[] =>
    Array.from({ length: times }, (_, index) => event(`2024-06-0${index + 1}T00:00:00Z`));
  const rule = (more: object): Condition => ({ type: 'event', actions: ['buy'], window: { type: 'allTime' }, ...more });
  const holds = (condition: Condition, times: number): boolean =>
    evaluated({}, { events: buys(times) }).holds(condition, 1);

  it('on events ask for at least one unless they say how many', () => {
    expect([0, 1, 2].map((times) => holds(rule({}), times))).toEqual([false, true, true]);
    const two = rule({ times: { type: 'equals', operand: constant(2) } });
    expect([0, 1, 2, 3].map((times) => holds(two, times))).toEqual([false, false, true, false]);
    const oneOrTwo = rule({ times: { type: 'between', from: constant(1), to: constant(2) } });
    expect([0, 1, 2, 3].map((times) => holds(oneOrTwo, times))).toEqual([false, true, true, false]);
  });

  it('take zero for a value: fewer than one finds who never bought', () => {
    const never = rule({ times: { type: 'lessThan', operand: constant(1) } });
    expect([0, 1].map((times) => holds(never, times))).toEqual([true, false]);
    const count = aggregate({ type: 'count' });
    const result = evaluated({ count }, {});
    const comparison = { type: 'lessThan', operand: constant(1) } as const;
    expect(result.holds({ type: 'aggregate', aggregate: 'count', comparison }, 1)).toBe(true);
  });

  it('count with filter and distinctBy', () => {
    const events = ['A', 'A', 'B'].map((orderId) => event('2024-06-01T00:00:00Z', { orderId }));
    const twoOrders = rule({
      times: { type: 'equals', operand: constant(2) },
      distinctBy: { name: 'orderId', type: 'string' },
    });
    expect(evaluated({}, { events }).holds(twoOrders, 1)).toBe(true);
    const isB = { type: 'equals', operand: { type: 'constant', value: 'B' } } as const;
    const onceB = rule({
      times: { type: 'equals', operand: constant(1) },
      filter: { type: 'parameter', parameter: { name: 'orderId', type: 'string' }, comparison: isB },
    });
    expect(evaluated({}, { events }).holds(onceB, 1)).toBe(true);
  });

  it('join; an empty all holds for everyone, an empty any for nobody', () => {
    expect(holds({ type: 'all', of: [] }, 0)).toBe(true);
    expect(holds({ type: 'any', of: [] }, 0)).toBe(false);
    expect(holds({ type: 'all', of: [everyone, rule({})] }, 0)).toBe(false);
    expect(holds({ type: 'any', of: [everyone, rule({})] }, 0)).toBe(true);
  });

  it('ask about a metric’s line: strictly more, with ties on it', () => {
    const count = aggregate({ type: 'count' });
    const median: Definition = {
      formatVersion: 2,
      kind: 'metric',
      name: 'Median',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: 'count' },
        population: { type: 'active' },
        statistic: { type: 'median' },
      },
    };
    const than = (type: 'moreThan' | 'atLeast'): Segment =>
      segment({
        type: 'aggregate',
        aggregate: 'count',
        comparison: { type, operand: { type: 'metric', metric: 'median' } },
      });
    const events = [1, 2, 2, 3, 3, 3, 3].map((number) => event('2024-06-01T00:00:00Z', { profile: number }));
    const profiles = [1, 2, 3, 4].map((number) => profile(number));
    const result = evaluated({ count, median, more: than('moreThan'), least: than('atLeast') }, { profiles, events });
    // The active have 1, 2 and 4.
    expect([...result.segments.get('more')!.members]).toEqual([3]);
    expect([...result.segments.get('least')!.members]).toEqual([2, 3]);
    expect(result.segments.get('more')).toMatchObject({ afterRules: new Set([3]), boundary: null });
  });

  it('ask about the line that an earlier evaluation found where it is given', () => {
    const count = aggregate({ type: 'count' });
    const spread: Definition = {
      formatVersion: 2,
      kind: 'metric',
      name: 'Most',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: 'count' },
        population: { type: 'active' },
        statistic: { type: 'max' },
      },
    };
    const least = segment({
      type: 'aggregate',
      aggregate: 'count',
      comparison: { type: 'atLeast', operand: { type: 'metric', metric: 'most' } },
    });
    const definitions = new Map<string, Definition>(Object.entries({ count, most: spread, least }));
    const events = [1, 2, 2, 3, 3, 3].map((number) => event('2024-06-01T00:00:00Z', { profile: number }));
    const world = { profiles: [1, 2, 3].map((number) => profile(number)), events, rates: [], aliases: [] };
    const membersWith = (lines: [string, string | null][]): number[] => [
      ...evaluate(definitions, world, evaluation, new Map(lines)).segments.get('least')!.members,
    ];
    expect(membersWith([])).toEqual([3]);
    expect(membersWith([['most', '2.00000000']])).toEqual([2, 3]);
    expect(membersWith([['most', null]])).toEqual([]);
  });

  it('cannot be asked about who is in no base', () => {
    expect(() => evaluated({}, {}).holds(everyone, 2)).toThrow('Profile 2 is in no base');
  });
});
