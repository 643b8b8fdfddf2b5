import { formatVersion, type Condition, type Segment } from '@cutline/segment-definition';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Basis } from '../definitions/publish.ts';
import { draftAsRefinement, type RefinementDraft } from '../refinement/refinement-draft.ts';
import { conditionAsTree, treeAsCondition } from './rule-tree-condition.ts';
import { emptyRule, emptyTree, isComplete, rulesOf, type RuleTree } from './rule-tree.ts';

const remembered = 100;
/** Changes to one thing within this many milliseconds are one step to go back. */
const oneStep = 1_000;

/** What the builder builds, besides the name. Never changed in place. */
export interface DraftState {
  tree: RuleTree;
  refine: RefinementDraft | null;
  /** Undefined: as the workspace has it. */
  includeAnonymous: boolean | undefined;
}

/** The segment that is being built: its rules, and every state they were in, to go back to. */
export const useSegmentDraft = defineStore('segment-draft', () => {
  const basis = ref<Basis | null>(null);
  const name = ref('');
  const description = ref<string | undefined>();
  const state = shallowRef<DraftState>({ tree: emptyTree(), refine: null, includeAnonymous: undefined });
  const past = shallowRef<DraftState[]>([]);
  const future = shallowRef<DraftState[]>([]);
  const saved = ref('');
  /** The tree as it was opened, and the condition it was made of: unchanged, it is published as it was written. */
  const given = shallowRef<{ tree: RuleTree; where: Condition } | null>(null);
  let latest = { of: '', at: 0 };

  const tree = computed(() => state.value.tree);
  const refine = computed(() => state.value.refine);
  const includeAnonymous = computed(() => state.value.includeAnonymous);
  const meaning = computed(() => treeAsCondition(tree.value));
  const refinement = computed(() => refine.value && draftAsRefinement(refine.value));
  /** The document in the form that is counted: with exclusions, who is included has a place of its own. */
  const counted = computed((): Segment => ({
    formatVersion,
    kind: 'segment',
    name: name.value.trim(),
    ...(description.value ? { description: description.value } : {}),
    where: meaning.value.where,
    ...(refinement.value && { refine: refinement.value }),
    ...(includeAnonymous.value !== undefined && { includeAnonymous: includeAnonymous.value }),
  }));
  const document = computed((): Segment => ({
    ...counted.value,
    where: given.value?.tree === tree.value ? given.value.where : meaning.value.where,
  }));
  const unfinished = computed(() =>
    [...rulesOf(tree.value.include), ...rulesOf(tree.value.exclude)].filter((rule) => !isComplete(rule)),
  );
  const refinementUnfinished = computed(() => refine.value !== null && !refinement.value);
  const fingerprint = computed(() =>
    JSON.stringify([document.value, unfinished.value.length, refinementUnfinished.value]),
  );
  const changed = computed(() => fingerprint.value !== saved.value);

  function open(segment: Segment | null, from: Basis | null): void {
    basis.value = from;
    name.value = segment?.name ?? '';
    description.value = segment?.description;
    const blank = emptyTree();
    const opened = segment
      ? conditionAsTree(segment.where)
      : { ...blank, include: { ...blank.include, of: [emptyRule()] } };
    state.value = {
      tree: opened,
      refine: segment?.refine ?? null,
      includeAnonymous: segment?.includeAnonymous,
    };
    given.value = segment && { tree: opened, where: segment.where };
    past.value = [];
    future.value = [];
    latest = { of: '', at: 0 };
    saved.value = fingerprint.value;
  }

  /** Puts in another state; the one before it can be had back. Quick changes `of` the same thing are one step. */
  function put(next: DraftState, of = ''): void {
    const now = Date.now();
    const goesOn = of !== '' && of === latest.of && now - latest.at < oneStep && past.value.length > 0;
    if (!goesOn) past.value = [...past.value.slice(-remembered), state.value];
    latest = { of, at: now };
    future.value = [];
    state.value = next;
  }

  function edit(change: (tree: RuleTree) => RuleTree, of?: string): void {
    const next = change(tree.value);
    if (next !== tree.value) put({ ...state.value, tree: next }, of);
  }

  function set(change: Partial<Omit<DraftState, 'tree'>>, of?: string): void {
    put({ ...state.value, ...change }, of);
  }

  function undo(): void {
    const previous = past.value.at(-1);
    if (!previous) return;
    latest = { of: '', at: 0 };
    future.value = [state.value, ...future.value];
    past.value = past.value.slice(0, -1);
    state.value = previous;
  }

  function redo(): void {
    const [next, ...rest] = future.value;
    if (!next) return;
    latest = { of: '', at: 0 };
    past.value = [...past.value, state.value];
    future.value = rest;
    state.value = next;
  }

  return {
    basis,
    name,
    description,
    tree,
    refine,
    includeAnonymous,
    past,
    future,
    meaning,
    counted,
    document,
    unfinished,
    refinementUnfinished,
    changed,
    open,
    edit,
    set,
    undo,
    redo,
  };
});
