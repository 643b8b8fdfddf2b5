import type { Segment } from '@cutline/segment-definition';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { useSegmentDraft } from './draft.ts';
import { newRefinement } from '../refinement/refinement-draft.ts';
import { addTo, removeNode, replaceNode } from './rule-tree-editing.ts';
import { emptyRule, segmentRule } from './rule-tree.ts';

const heavy = '0192e0a0-0000-7000-8000-000000000001';
const published: Segment = {
  formatVersion: 2,
  kind: 'segment',
  name: 'Heavy, again',
  where: { type: 'all', of: [{ type: 'segment', segment: heavy, is: true }] },
};

beforeEach(() => setActivePinia(createPinia()));

describe('a segment that is being built', () => {
  it('begins with one rule to choose', () => {
    const draft = useSegmentDraft();
    draft.open(null, null);
    expect(draft.unfinished).toHaveLength(1);
    expect(draft.document.where).toEqual({ type: 'all', of: [] });
    expect(draft.changed).toBe(false);
  });

  it('knows when it differs from what is published', () => {
    const draft = useSegmentDraft();
    draft.open(published, { id: 'x', version: 3 });
    expect(draft.changed).toBe(false);
    draft.edit((tree) => addTo(tree, tree.include.id, segmentRule(heavy, false)));
    expect(draft.changed).toBe(true);
    draft.undo();
    expect(draft.changed).toBe(false);
    draft.name = 'Another name';
    expect(draft.changed).toBe(true);
  });

  it('goes back and forth over its states, and forgets what was undone after a new edit', () => {
    const draft = useSegmentDraft();
    draft.open(published, null);
    const first = draft.tree;
    draft.edit((tree) => addTo(tree, tree.exclude.id, emptyRule()));
    const second = draft.tree;
    draft.edit((tree) => removeNode(tree, first.include.of[0]!.id));
    draft.undo();
    expect(draft.tree).toBe(second);
    draft.undo();
    expect(draft.tree).toBe(first);
    draft.redo();
    expect(draft.tree).toBe(second);
    draft.edit((tree) => removeNode(tree, second.exclude.of[0]!.id));
    draft.redo();
    expect(draft.tree.exclude.of).toHaveLength(0);
    expect(draft.future).toHaveLength(0);
  });

  it('publishes what was not touched as it was written, and counts it with a place for who is included', () => {
    const where: Segment['where'] = {
      type: 'all',
      of: [
        { type: 'segment', segment: heavy, is: true },
        { type: 'not', of: { type: 'consent', channel: 'email', is: true } },
      ],
    };
    const draft = useSegmentDraft();
    draft.open({ ...published, where }, null);
    draft.name = 'Another name';
    expect(draft.document.where).toEqual(where);
    expect(draft.counted.where).toMatchObject({ of: [{ type: 'all' }, { type: 'not' }] });
    draft.edit((tree) => addTo(tree, tree.include.id, segmentRule(heavy, false)));
    expect(draft.document.where).toEqual(draft.counted.where);
    draft.undo();
    expect(draft.document.where).toEqual(where);
  });

  it('keeps the refinement and whether anonymous visitors are in, and goes back over both', () => {
    const spend = '0192e0a0-0000-7000-8000-000000000009';
    const refined: Segment = {
      ...published,
      refine: {
        keep: 'bottom',
        take: { type: 'share', percent: 2.5 },
        by: { type: 'expression', expression: spend },
        window: { type: 'between', start: '1997-01-01', end: '1997-10-01' },
        inheritFilters: false,
        ties: { type: 'exact', thenBy: { type: 'aggregate', aggregate: spend } },
      },
      includeAnonymous: false,
    };
    const draft = useSegmentDraft();
    draft.open(refined, null);
    expect(draft.document).toEqual(refined);
    draft.set({ refine: null });
    draft.set({ includeAnonymous: undefined });
    expect(draft.document).toEqual(published);
    draft.undo();
    draft.undo();
    expect(draft.document).toEqual(refined);
    expect(draft.changed).toBe(false);
  });

  it('leaves out a refinement that is not finished, and says so', () => {
    const draft = useSegmentDraft();
    draft.open(published, null);
    draft.set({ refine: newRefinement() });
    expect(draft.refinementUnfinished).toBe(true);
    expect(draft.document).not.toHaveProperty('refine');
    expect(draft.changed).toBe(true);
  });

  it('goes back over quick changes of one rule in one step', () => {
    const draft = useSegmentDraft();
    draft.open(published, null);
    const first = draft.tree;
    const [rule] = first.include.of;
    for (const channel of ['e', 'em', 'ema'])
      draft.edit((tree) => replaceNode(tree, rule!.id, { id: rule!.id, type: 'consent', channel, is: true }), rule!.id);
    expect(draft.past).toHaveLength(1);
    draft.undo();
    expect(draft.tree).toBe(first);
  });

  it('remembers nothing of an edit that changed nothing', () => {
    const draft = useSegmentDraft();
    draft.open(published, null);
    draft.edit((tree) => tree);
    expect(draft.past).toHaveLength(0);
  });
});
