import { speakerOf, type Speaker } from '@cutline/segment-definition';
import { computed, type ComputedRef } from 'vue';
import { useDefinitions } from '../definitions/queries.ts';
import { formatDecimal } from '../figures/number.ts';
import { language } from '../language/language.ts';
import { useWorkspace } from '../workspaces/current.ts';

/** Says conditions in the reader's language, with the names that definitions have now, and metrics' present values. */
export function useSpeaker(): ComputedRef<Speaker> {
  const workspace = useWorkspace();
  const { byId, documents, isPending } = useDefinitions();
  return computed(() => {
    const speaker = speakerOf(language.value, documents.value, workspace.value.timeZone);
    return {
      ...speaker,
      nameOf: (id) => {
        if (isPending.value) return '…';
        const value = byId.value.get(id)?.metric?.value;
        return value ? `${speaker.nameOf(id)} (${formatDecimal(value)})` : speaker.nameOf(id);
      },
    };
  });
}
