import { computed, type ComputedRef } from 'vue';
import { useWorkspace } from '../workspaces/current.ts';
import type { SayingConditions } from './condition-said.ts';
import { useValueTypes } from './value-types.ts';

/** What is needed to say conditions in words, with the names and values that the workspace's definitions have now. */
export function useSaying(): ComputedRef<SayingConditions> {
  const workspace = useWorkspace();
  const { byId, ofLeaf } = useValueTypes();
  return computed(() => ({
    nameOf: (id) => byId.value.get(id)?.name ?? '…',
    valueOf: (id) => byId.value.get(id)?.metric?.value ?? null,
    typeOf: ofLeaf,
    currency: workspace.value.currency,
    timeZone: workspace.value.timeZone,
  }));
}
