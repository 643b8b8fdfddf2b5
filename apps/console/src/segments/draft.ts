import type { Segment } from '@cutline/segment-definition';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Basis } from '../definitions/publish.ts';
import { conditionAsTree, treeAsCondition } from './rule-tree-condition.ts';
import { emptyRule, emptyTree, isComplete, rulesOf, type RuleTree } from './rule-tree.ts';

const remembered = 100;

/** The segment that is being built: its rules, and every state they were in, to go back to. */
export const useSegmentDraft = defineStore('segment-draft', () => {
  const basis = ref<Basis | null>(null);
  const name = ref('');
  const description = ref<string | undefined>();
  const tree = shallowRef<RuleTree>(emptyTree());
  const past = shallowRef<RuleTree[]>([]);
  const future = shallowRef<RuleTree[]>([]);
  const saved = ref('');

  const meaning = computed(() => treeAsCondition(tree.value));
  const document = computed((): Segment => ({
    formatVersion: 1,
    kind: 'segment',
    name: name.value.trim(),
    ...(description.value ? { description: description.value } : {}),
    where: meaning.value.where,
  }));
  const unfinished = computed(() =>
    [...rulesOf(tree.value.include), ...rulesOf(tree.value.exclude)].filter((rule) => !isComplete(rule)),
  );
  const changed = computed(() => JSON.stringify([document.value, unfinished.value.length]) !== saved.value);

  function open(segment: Segment | null, from: Basis | null): void {
    basis.value = from;
    name.value = segment?.name ?? '';
    description.value = segment?.description;
    const blank = emptyTree();
    tree.value = segment
      ? conditionAsTree(segment.where)
      : { ...blank, include: { ...blank.include, of: [emptyRule()] } };
    past.value = [];
    future.value = [];
    saved.value = JSON.stringify([document.value, unfinished.value.length]);
  }

  /** Puts in an edited tree; the one before it can be had back. */
  function edit(change: (tree: RuleTree) => RuleTree): void {
    const next = change(tree.value);
    if (next === tree.value) return;
    past.value = [...past.value.slice(-remembered), tree.value];
    future.value = [];
    tree.value = next;
  }

  function undo(): void {
    const previous = past.value.at(-1);
    if (!previous) return;
    future.value = [tree.value, ...future.value];
    past.value = past.value.slice(0, -1);
    tree.value = previous;
  }

  function redo(): void {
    const [next, ...rest] = future.value;
    if (!next) return;
    past.value = [...past.value, tree.value];
    future.value = rest;
    tree.value = next;
  }

  return {
    basis,
    name,
    description,
    tree,
    past,
    future,
    meaning,
    document,
    unfinished,
    changed,
    open,
    edit,
    undo,
    redo,
  };
});
