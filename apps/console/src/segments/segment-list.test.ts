import { describe, expect, it } from 'vitest';
import type { DefinitionSummary, SegmentState } from '../api/contract.ts';
import { listed, standingOf } from './segment-list.ts';

const segment = (name: string, state: Partial<SegmentState>): DefinitionSummary =>
  ({
    id: name,
    kind: 'segment',
    name,
    document: { name },
    usedBy: 0,
    segment: { status: 'current', members: null, change7d: null, freshness: { late: false }, ...state },
  }) as DefinitionSummary;
const all = [
  segment('Heavy buyers', { members: 20 }),
  segment('New ones', { members: 300, status: 'stale' }),
  segment('Dormant', { members: null, status: 'pending' }),
  segment('Again heavy', { members: 20 }),
];
const names = (options: Partial<Parameters<typeof listed>[1]>): string[] =>
  listed(all, {
    search: '',
    sentenceOf: ({ name }) => `Customers with ${name}`,
    status: 'any',
    sort: 'name',
    descending: false,
    ...options,
  }).map(({ name }) => name);

describe('the list of segments', () => {
  it('sorts by members, those not counted yet last, equal ones by name', () => {
    expect(names({ sort: 'members', descending: true })).toEqual([
      'New ones',
      'Again heavy',
      'Heavy buyers',
      'Dormant',
    ]);
  });

  it('finds those that have every word, in any order and case', () => {
    expect(names({ search: 'BUYERS heavy' })).toEqual(['Heavy buyers']);
    expect(names({ search: 'nothing' })).toEqual([]);
  });

  it('shows one status, or any', () => {
    expect(names({ status: 'stale' })).toEqual(['New ones']);
    expect(names({})).toHaveLength(4);
  });

  it('says late of what is, unless it is stale', () => {
    const late = { late: true } as SegmentState['freshness'];
    expect(standingOf(segment('A', { freshness: late }).segment)).toBe('late');
    expect(standingOf(segment('A', { status: 'pending', freshness: late }).segment)).toBe('late');
    expect(standingOf(segment('A', { status: 'stale', freshness: late }).segment)).toBe('stale');
    expect(standingOf(segment('A', {}).segment)).toBe('current');
    expect(standingOf(null)).toBe('pending');
  });
});
