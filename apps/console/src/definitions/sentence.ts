import { sentence, type Definition, type Language } from '@cutline/segment-definition';
import type { DefinitionSummary } from '../api/contract.ts';
import { language } from '../language/language.ts';
import { useWorkspace } from '../workspaces/current.ts';
import { useDefinitions } from './queries.ts';

/** Every list and picker of a page says the same documents: each is worded once for a state of the workspace. */
const said = new WeakMap<Definition, { text: string; language: Language; among: DefinitionSummary[] }>();

/** Says any document in words of the reader's language, with the names that other definitions have now. */
export function useDefinitionSentence(): (document: Definition) => string {
  const workspace = useWorkspace();
  const { all, documents, isPending } = useDefinitions();
  return (document) => {
    // Names on their way would be said to be missing.
    if (isPending.value) return '…';
    const known = said.get(document);
    if (known?.among === all.value && known.language === language.value) return known.text;
    const text = sentence(document, documents.value, language.value, workspace.value.timeZone);
    said.set(document, { text, language: language.value, among: all.value });
    return text;
  };
}
