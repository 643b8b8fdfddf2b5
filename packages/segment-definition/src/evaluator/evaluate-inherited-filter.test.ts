import { describe, expect, it } from 'vitest';
import type { Condition } from '../condition.ts';
import type { Definition } from '../definition.ts';
import { aggregate, evaluated, event, profile, shown } from './evaluate-by-hand.ts';
import type { EvaluatedEvent } from './evaluated-world.ts';
import type { EventFilter } from '../event-filter.ts';
import type { Refinement } from '../refinement.ts';

const points = { name: 'points', type: 'number' } as const;
const sum = aggregate({ type: 'sum', parameter: points });

describe('inherited filters', () => {
  const storeIs = (value: string): EventFilter => ({
    type: 'parameter',
    parameter: { name: 'store', type: 'string' },
    comparison: { type: 'equals', operand: { type: 'constant', value } },
  });
  const boughtIn = (store: string | null, more: object = {}): Condition => ({
    type: 'event',
    actions: ['buy'],
    window: { type: 'allTime' },
    ...(store && { filter: storeIs(store) }),
    ...more,
  });
  const at = (number: number, store: string, value: number, time = '2024-06-01T00:00:00Z'): EvaluatedEvent =>
    event(time, { profile: number, parameters: { store, points: value } });
  // In Oslo: 1, 2 and 30. In Rome: 100, 4 and 20.
  const world = {
    profiles: [profile(1), profile(2), profile(3)],
    events: [
      at(1, 'Oslo', 1),
      at(1, 'Rome', 100),
      at(2, 'Oslo', 2),
      at(2, 'Rome', 4),
      at(3, 'Oslo', 30),
      at(3, 'Rome', 20),
    ],
  };
  const by = { type: 'aggregate', aggregate: 'sum' } as const;
  /** The line of the best two by points, then how many are above it, level, and kept of these. */
  const line = (
    where: Condition,
    changed: Partial<Refinement> = {},
    others: Record<string, Definition> = {},
    later: EvaluatedEvent[] = [],
  ): unknown[] => {
    const take = { type: 'count', count: 2 } as const;
    const ties = { type: 'include' } as const;
    const refine: Refinement = { keep: 'top', take, by, inheritFilters: true, ties, ...changed };
    const segment: Definition = { formatVersion: 2, kind: 'segment', name: 'Best', where, refine };
    const all = { ...world, events: [...world.events, ...later] };
    const { line: value, ...counts } = evaluated({ segment, sum, ...others }, all).segments.get('segment')!.boundary!;
    return [shown(value), ...Object.values(counts)];
  };

  it('count only what passes the filter of the rule, unless they are not wanted', () => {
    expect(line(boughtIn('Oslo'))).toEqual(['2', 1, 1, 1]);
    expect(line(boughtIn('Oslo'), { inheritFilters: false })).toEqual(['50', 1, 1, 1]);
  });

  it('join under all by and: nothing is in two stores', () => {
    expect(line({ type: 'all', of: [boughtIn('Oslo'), boughtIn('Rome')] })).toEqual(['0', 0, 3, 3]);
    expect(line({ type: 'all', of: [boughtIn('Oslo'), boughtIn(null)] })).toEqual(['2', 1, 1, 1]);
  });

  it('join under any by or, unless one rule has no filter', () => {
    const milan = boughtIn('Milan');
    expect(line({ type: 'any', of: [boughtIn('Oslo'), milan] })).toEqual(['2', 1, 1, 1]);
    expect(line({ type: 'any', of: [boughtIn('Oslo'), boughtIn('Rome')] })).toEqual(['50', 1, 1, 1]);
    expect(line({ type: 'any', of: [boughtIn('Oslo'), boughtIn(null)] })).toEqual(['50', 1, 1, 1]);
  });

  it('come from rules that ask for more, of an action that is ranked by, and not under not', () => {
    const times = (type: 'atLeast' | 'atMost'): object => ({
      times: { type, operand: { type: 'constant', value: 1 } },
    });
    expect(line(boughtIn('Oslo', times('atLeast')))).toEqual(['2', 1, 1, 1]);
    expect(line(boughtIn('Oslo', times('atMost')))).toEqual(['50', 1, 1, 1]);
    expect(line({ type: 'not', of: boughtIn('Milan') })).toEqual(['50', 1, 1, 1]);
    const looked = boughtIn('Oslo', {
      actions: ['look'],
      times: { type: 'atLeast', operand: { type: 'constant', value: 0 } },
    });
    expect(line(looked)).toEqual(['50', 1, 1, 1]);
    expect(line(boughtIn('Oslo', { actions: ['look', 'buy'] }))).toEqual(['2', 1, 1, 1]);
  });

  it('come from rules on aggregates, and join the ranking’s own filter', () => {
    const inOslo = aggregate({ type: 'count' }, { filter: storeIs('Oslo') });
    const rule: Condition = {
      type: 'aggregate',
      aggregate: 'inOslo',
      comparison: { type: 'moreThan', operand: { type: 'constant', value: 0 } },
    };
    expect(line(rule, {}, { inOslo })).toEqual(['2', 1, 1, 1]);
    const inRome = aggregate({ type: 'sum', parameter: points }, { filter: storeIs('Rome') });
    const byRome = { by: { type: 'aggregate', aggregate: 'inRome' } } as const;
    expect(line(rule, byRome, { inOslo, inRome })).toEqual(['0', 0, 3, 3]);
    expect(line({ type: 'all', of: [] }, byRome, { inRome })).toEqual(['20', 1, 1, 1]);
  });

  it('do not change the rules themselves, nor hand on their windows', () => {
    const past: Condition = boughtIn('Oslo', { window: { type: 'until', end: '2024-06-02' } });
    expect(line(past)).toEqual(['2', 1, 1, 1]);
    // The 50 of 2 June count in the ranking though the rule looks at 1 June alone: 52, 30 and 1.
    expect(line(past, {}, {}, [at(2, 'Oslo', 50, '2024-06-02T00:00:00Z')])).toEqual(['30', 1, 1, 1]);
  });
});
