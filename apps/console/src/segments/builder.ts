import { computed, inject, provide, ref, type ComputedRef, type InjectionKey, type Ref } from 'vue';
import type { SegmentPreview } from '../api/contract.ts';
import { previewSegment } from '../api/definitions.ts';
import { provideCreation, type Missing } from '../comparisons/creation.ts';
import { newSlot, usePreview, type Preview } from '../definitions/preview.ts';
import { endOfDate } from '../figures/time.ts';
import { useWorkspace } from '../workspaces/current.ts';
import { countsById, cutsMost, funnelOf, type Funnel } from './counts.ts';
import { useSegmentDraft } from './draft.ts';

/** A preview, with the place that each node had in the document that was counted. */
export type CountedSegment = SegmentPreview & { pointers: Map<string, string> };

export interface Builder {
  preview: Preview<CountedSegment>;
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
    document: { ...draft.counted, name: 'Preview', description: undefined },
    slot,
    asOf: asOfDate.value ? endOfDate(asOfDate.value, workspace.value.timeZone) : undefined,
  }));
  const preview = usePreview(
    () => asked.value,
    async (body, signal): Promise<CountedSegment> => {
      // Rules may be moved while the answer is on its way: counts belong to the places asked about.
      const { pointers } = draft.meaning;
      return { ...(await previewSegment(workspace.value.id, body, signal)), pointers };
    },
  );
  const { result } = preview;
  const counts = computed(() =>
    result.value ? countsById(result.value, result.value.pointers) : new Map<string, number>(),
  );
  const builder: Builder = {
    preview,
    counts,
    funnel: computed(() =>
      result.value ? funnelOf(result.value, result.value.pointers.get(draft.tree.include.id)) : null,
    ),
    cutsMost: computed(() => cutsMost(draft.tree.include, counts.value)),
    asOfDate,
    missing: ref<Missing | null>(null),
  };
  provide(key, builder);
  provideCreation((wanted) => {
    builder.missing.value = wanted;
  });
  return builder;
}

export function useBuilder(): Builder {
  const builder = inject(key);
  if (!builder) throw new Error('A part of the builder stands outside it.');
  return builder;
}
