import { sentence, type Definition } from '@cutline/segment-definition';
import { useDefinitions } from './queries.ts';

/** Says any document in words, with the names that other definitions have now. */
export function useDefinitionSentence(): (document: Definition) => string {
  const { documents } = useDefinitions();
  return (document) => sentence(document, documents.value);
}
