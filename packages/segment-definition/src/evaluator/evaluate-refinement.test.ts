import { describe, expect, it } from 'vitest';
import { aggregate, evaluated, event, expression, profile, shown } from './evaluate-by-hand.ts';
import type { Condition } from '../condition.ts';
import type { Definition } from '../definition.ts';
import type { EvaluatedEvent, EvaluatedProfile, EvaluatedWorld } from './evaluated-world.ts';
import type { Refinement } from '../refinement.ts';

const points = { name: 'points', type: 'number' } as const;
const sum = aggregate({ type: 'sum', parameter: points });
const max = aggregate({ type: 'max', parameter: points });
const everyone: Condition = { type: 'all', of: [] };
const bought = (number: number, value: number, more: Partial<EvaluatedEvent> = {}): EvaluatedEvent =>
  event('2024-06-01T00:00:00Z', { profile: number, parameters: { points: value }, ...more });
const include = { type: 'include' } as const;
const exact = { type: 'exact' } as const;
const take = (count: number): Refinement['take'] => ({ type: 'count', count });
const share = (percent: number): Refinement['take'] => ({ type: 'share', percent });

interface Found {
  members: number[];
  boundary: unknown;
}

const refined = (
  changed: Partial<Refinement>,
  world: Partial<EvaluatedWorld>,
  where: Condition = everyone,
  others: Record<string, Definition> = {},
): Found => {
  const by = { type: 'aggregate', aggregate: 'max' } as const;
  const refine: Refinement = { keep: 'top', take: take(1), by, inheritFilters: true, ties: include, ...changed };
  const segment: Definition = { formatVersion: 2, kind: 'segment', name: 'Best', where, refine };
  const result = evaluated({ segment, sum, max, ...others }, world).segments.get('segment')!;
  const { line, ...counts } = result.boundary!;
  return { members: [...result.members].toSorted(), boundary: [shown(line), ...Object.values(counts)] };
};

/** Profiles 1, 2, 3 … with these values each (null: no event). */
const worth = (...values: (number | null)[]): Partial<EvaluatedWorld> => ({
  profiles: values.map((_, index) => profile(index + 1)),
  events: values.flatMap((value, index) => (value === null ? [] : [bought(index + 1, value)])),
});

describe('the line', () => {
  it('is the value of the last one kept, with those above, level, and kept of the level', () => {
    expect(refined({ take: take(2) }, worth(5, 9, 7, 1))).toEqual({ members: [2, 3], boundary: ['7', 1, 1, 1] });
    expect(refined({ take: take(2), keep: 'bottom' }, worth(5, 9, 7, 1))).toEqual({
      members: [1, 4],
      boundary: ['5', 1, 1, 1],
    });
  });

  it('keeps everyone level with the last one, or exactly as many', () => {
    const world = worth(9, 7, 7, 7, 1);
    expect(refined({ take: take(2) }, world)).toEqual({ members: [1, 2, 3, 4], boundary: ['7', 1, 3, 3] });
    expect(refined({ take: take(2), ties: exact }, world)).toEqual({ members: [1, 2], boundary: ['7', 1, 3, 1] });
  });

  it('keeps all where fewer are there than asked for, but nobody without a value', () => {
    expect(refined({ take: take(10) }, worth(5, null, 3))).toEqual({ members: [1, 3], boundary: ['3', 1, 1, 1] });
    expect(refined({ take: take(10) }, worth(null, null))).toEqual({ members: [], boundary: [null, 0, 0, 0] });
    const bySum = { by: { type: 'aggregate', aggregate: 'sum' } } as const;
    // The sum of nothing is 0, a value.
    expect(refined({ ...bySum, take: take(10) }, worth(5, null))).toEqual({
      members: [1, 2],
      boundary: ['0', 1, 1, 1],
    });
  });

  it('is drawn among those for whom the rules hold', () => {
    const poor: Condition = {
      type: 'aggregate',
      aggregate: 'sum',
      comparison: { type: 'lessThan', operand: { type: 'constant', value: 8 } },
    };
    expect(refined({ take: take(1) }, worth(9, 7, 3), poor)).toEqual({ members: [2], boundary: ['7', 0, 1, 1] });
  });
});

describe('a share', () => {
  const kept = (percent: number, ...values: (number | null)[]): number =>
    refined({ take: share(percent), ties: exact }, worth(...values)).members.length;

  it('is of those who have a value, rounded up to whole profiles', () => {
    expect(kept(50, 1, 2, 3)).toBe(2);
    expect(kept(50, 1, 2, null, null)).toBe(1);
    expect(kept(0.0001, 1, 2, 3)).toBe(1);
    expect(kept(100, 1, 2, 3)).toBe(3);
    expect(kept(33.3333, 1, 2, 3)).toBe(1);
    expect(kept(33.3334, 1, 2, 3)).toBe(2);
    expect(kept(50, null)).toBe(0);
  });

  it('is exact where floats are not: 7 % of 100 are 7', () => {
    // 0.07 · 100 is 7.000000000000001 in float64.
    expect(kept(7, ...Array.from({ length: 100 }, (_, index) => index))).toBe(7);
  });
});

describe('level ones', () => {
  const named = (...identifiers: EvaluatedProfile['identifiers'][]): Partial<EvaluatedWorld> => ({
    profiles: identifiers.map((each, index) => profile(index + 1, { identifiers: each })),
    events: identifiers.map((_, index) => bought(index + 1, 1)),
  });
  const id = (
    value: string,
    kind: EvaluatedProfile['identifiers'][number]['kind'] = 'customId',
    batch = 1,
  ): EvaluatedProfile['identifiers'][number] => ({ kind, value, batch });
  const first = (world: Partial<EvaluatedWorld>): number[] => refined({ ties: exact }, world).members;

  it('go by the lowest customId in byte order, also where the best are at the bottom', () => {
    expect(first(named([id('b')], [id('a')], [id('c')]))).toEqual([2]);
    expect(first(named([id('b')], [id('B')], [id('a')]))).toEqual([2]);
    expect(first(named([id('10')], [id('9')]))).toEqual([1]);
    expect(refined({ ties: exact, keep: 'bottom' }, named([id('b')], [id('a')])).members).toEqual([2]);
    expect(first(named([id('ab')], [id('a')]))).toEqual([2]);
  });

  it('order bytes of UTF-8, where UTF-16 would say otherwise', () => {
    // ～ is U+FF5E: EF BD 9E. 😀 is U+1F600: F0 9F 98 80, but D83D DE00 in UTF-16.
    expect(first(named([id('😀')], [id('～')]))).toEqual([2]);
    expect(first(named([id('é')], [id('z')]))).toEqual([2]);
  });

  it('take the lowest of several customIds, of those that are read', () => {
    expect(first(named([id('b')], [id('c'), id('a')]))).toEqual([2]);
    expect(first(named([id('b')], [id('c'), id('a', 'customId', 11)]))).toEqual([1]);
  });

  it('without a customId come last, by the lowest identifier of any kind', () => {
    expect(first(named([id('a@x', 'email')], [id('z')]))).toEqual([2]);
    expect(first(named([id('b@x', 'email')], [id('+47', 'phone'), id('z@x', 'email')]))).toEqual([2]);
    expect(first(named([id('b@x', 'email')], [id('c@x', 'email'), id('a', 'anonymousId')]))).toEqual([2]);
  });

  it('go by thenBy first, in the same direction, no value last', () => {
    const age = expression({ type: 'attribute', attribute: { name: 'age', type: 'number' } });
    const thenBy = { type: 'expression', expression: 'age' } as const;
    const ages = [30, 50, null, 40];
    const world = {
      profiles: ages.map((value, index) =>
        profile(index + 1, { attributes: [{ name: 'age', value, time: 0, messageId: 'm', batch: 1 }] }),
      ),
      events: ages.map((_, index) => bought(index + 1, 1)),
    };
    const kept = (keep: 'top' | 'bottom', count: number): Found =>
      refined({ keep, take: take(count), ties: { type: 'exact', thenBy } }, world, everyone, { age });
    expect(kept('top', 1)).toEqual({ members: [2], boundary: ['1', 0, 4, 1] });
    expect(kept('top', 3).members).toEqual([1, 2, 4]);
    expect(kept('bottom', 1).members).toEqual([1]);
    expect(kept('bottom', 3).members).toEqual([1, 2, 4]);
  });
});

describe('a refinement’s window', () => {
  const world = {
    profiles: [profile(1), profile(2)],
    events: [
      bought(1, 10, { time: Date.UTC(2024, 0, 1) }),
      bought(1, 1),
      bought(2, 5),
      bought(2, 1, { action: 'return' }),
    ],
  };
  const window = { type: 'since', start: '2024-06-01' } as const;

  it('replaces that of the aggregate', () => {
    expect(refined({}, world).members).toEqual([1]);
    expect(refined({ window }, world)).toEqual({ members: [2], boundary: ['5', 0, 1, 1] });
  });

  it('replaces those of all aggregates of an expression, through others, and of thenBy', () => {
    const inner = expression({ type: 'aggregate', aggregate: 'sum' });
    const outer = expression({ type: 'expression', expression: 'inner' });
    const byOuter = { type: 'expression', expression: 'outer' } as const;
    expect(refined({ by: byOuter }, world, everyone, { inner, outer }).members).toEqual([1]);
    expect(refined({ by: byOuter, window }, world, everyone, { inner, outer }).members).toEqual([2]);
    const one = expression({ type: 'number', value: 1 });
    const ties = { type: 'exact', thenBy: byOuter } as const;
    const by = { type: 'expression', expression: 'one' } as const;
    expect(refined({ by, ties, window }, world, everyone, { one, inner, outer }).members).toEqual([2]);
  });
});
