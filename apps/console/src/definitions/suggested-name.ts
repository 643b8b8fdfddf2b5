import { suggestName, type Definition } from '@cutline/segment-definition';
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue';
import { language } from '../language/language.ts';
import { useWorkspace } from '../workspaces/current.ts';
import { useDefinitions } from './queries.ts';

/** A name made from what a document says; empty while it says nothing yet. */
export function useSuggestedName(document: MaybeRefOrGetter<Definition | null>): ComputedRef<string> {
  const workspace = useWorkspace();
  const { documents } = useDefinitions();
  return computed(() => {
    const said = toValue(document);
    return said ? suggestName(said, documents.value, language.value, workspace.value.timeZone) : '';
  });
}
