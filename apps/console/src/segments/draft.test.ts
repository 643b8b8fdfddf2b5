import type { Segment } from '@cutline/segment-definition';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { useSegmentDraft } from './draft.ts';
import { addTo, removeNode } from './rule-tree-editing.ts';
import { emptyRule, segmentRule } from './rule-tree.ts';

const heavy = '0192e0a0-0000-7000-8000-000000000001';
const published: Segment = {
  formatVersion: 1,
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

  it('remembers nothing of an edit that changed nothing', () => {
    const draft = useSegmentDraft();
    draft.open(published, null);
    draft.edit((tree) => tree);
    expect(draft.past).toHaveLength(0);
  });
});
