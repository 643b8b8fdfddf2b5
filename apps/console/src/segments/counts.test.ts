import { describe, expect, it } from 'vitest';
import type { SegmentPreview } from '../api/contract.ts';
import { countsById, cutsMost, funnelOf } from './counts.ts';
import { group, segmentRule } from './rule-tree.ts';
import { treeAsCondition } from './rule-tree-condition.ts';

const preview = (counts: Record<string, number>, members: number): SegmentPreview => ({
  kind: 'segment',
  asOf: '2026-11-21T00:00:00Z',
  known: 1,
  thresholdsOfRun: null,
  base: 1000,
  counts,
  afterRules: members,
  members,
  boundary: null,
  elapsedMs: 5,
  warnings: [],
});

describe('counts in the builder', () => {
  const [a, b] = [
    segmentRule('0192e0a0-0000-7000-8000-000000000001'),
    segmentRule('0192e0a0-0000-7000-8000-000000000002'),
  ];

  it('stand beside the rule they belong to', () => {
    const { pointers } = treeAsCondition({ include: group('all', [a, b]), exclude: group('any') });
    const counts = countsById(preview({ '/where': 5, '/where/of/0': 10, '/where/of/1': 7 }, 5), pointers);
    expect([counts.get(a.id), counts.get(b.id)]).toEqual([10, 7]);
  });

  it('show how many are included before anyone is excluded', () => {
    const include = group('all', [a]);
    const { pointers } = treeAsCondition({ include, exclude: group('any', [b]) });
    expect(
      funnelOf(preview({ '/where': 6, '/where/of/0': 10, '/where/of/1': 993 }, 6), pointers.get(include.id)),
    ).toEqual({
      base: 1000,
      included: 10,
      afterRules: 6,
      members: 6,
    });
  });

  it('show for how many the rules hold before a refinement takes some of them', () => {
    const include = group('all', [a]);
    const { pointers } = treeAsCondition({ include, exclude: group('any') });
    const refined = { ...preview({ '/where': 250, '/where/of/0': 250 }, 100), afterRules: 250 };
    expect(funnelOf(refined, pointers.get(include.id))).toEqual({
      base: 1000,
      included: 250,
      afterRules: 250,
      members: 100,
    });
  });

  it('point out the rule that leaves the fewest, only where all must hold', () => {
    const counts = new Map([
      [a.id, 10],
      [b.id, 7],
    ]);
    expect(cutsMost(group('all', [a, b]), counts)).toBe(b.id);
    expect(cutsMost(group('any', [a, b]), counts)).toBeNull();
    expect(cutsMost(group('all', [a]), counts)).toBeNull();
    expect(
      cutsMost(
        group('all', [a, b]),
        new Map([
          [a.id, 7],
          [b.id, 7],
        ]),
      ),
    ).toBeNull();
  });
});
