import { sentence, type Definition } from '@cutline/segment-definition';
import { computed } from 'vue';
import { useDefinitions } from './queries.ts';

/** Says any document in words, with the names that other definitions have now. */
export function useDefinitionSentence(): (document: Definition) => string {
  const { all } = useDefinitions();
  const documents = computed(() => new Map(all.value.map(({ id, document }) => [id, document])));
  return (document) => sentence(document, documents.value);
}
