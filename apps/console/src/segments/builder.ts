import { computed, inject, provide, ref, type ComputedRef, type InjectionKey, type Ref } from 'vue';
import type { DefinitionKind, SegmentPreview } from '../api/contract.ts';
import { previewSegment } from '../api/definitions.ts';
import { newSlot, usePreview, type Preview } from '../definitions/preview.ts';
import { endOfDate } from '../figures/time.ts';
import { useWorkspace } from '../workspaces/current.ts';
import { countsById, cutsMost, funnelOf, type Funnel } from './counts.ts';
import { useSegmentDraft } from './draft.ts';

/** A definition that a rule misses, to be created beside the builder. */
export interface Missing {
  kind: DefinitionKind;
  name: string;
  /** Receives the new definition's id. */
  use: (id: string) => void;
}

export interface Builder {
  preview: Preview<SegmentPreview>;
  counts: ComputedRef<Map<string, number>>;
  funnel: ComputedRef<Funnel | null>;
  cutsMost: ComputedRef<string | null>;
  /** The date it is previewed as of; '' is now. */
  asOfDate: Ref<string>;
  missing: Ref<Missing | null>;
}

const key: InjectionKey<Builder> = Symbol('builder');

/** What the builder's parts know together: the live counts, and what is being created beside it. */
export function provideBuilder(): Builder {
  const draft = useSegmentDraft();
  const workspace = useWorkspace();
  const slot = newSlot();
  const asOfDate = ref('');
  const asked = computed(() => ({
    // Names do not count: typing one asks for nothing.
    document: { ...draft.document, name: 'Preview', description: undefined },
    slot,
    asOf: asOfDate.value ? endOfDate(asOfDate.value, workspace.value.timeZone) : undefined,
  }));
  const preview = usePreview(
    () => asked.value,
    (body, signal) => previewSegment(workspace.value.id, body, signal),
  );
  const counts = computed(() => (preview.result.value ? countsById(preview.result.value, draft.meaning.pointers) : new Map<string, number>()));
  const builder: Builder = {
    preview,
    counts,
    funnel: computed(() => (preview.result.value ? funnelOf(preview.result.value, draft.meaning.pointers.get(draft.tree.include.id)) : null)),
    cutsMost: computed(() => cutsMost(draft.tree.include, counts.value)),
    asOfDate,
    missing: ref<Missing | null>(null),
  };
  provide(key, builder);
  return builder;
}

export function useBuilder(): Builder {
  const builder = inject(key);
  if (!builder) throw new Error('A part of the builder stands outside it.');
  return builder;
}
