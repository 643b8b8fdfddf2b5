import { definitionType, type ValueType } from '@cutline/segment-definition';
import { useDefinitions } from '../definitions/queries.ts';
import type { LeafDraft } from './condition-draft.ts';

/** The types of values that the workspace's definitions have. */
export function useValueTypes() {
  const { byId, documents } = useDefinitions();

  /** Undefined for segments and for what is not there. */
  function ofDefinition(id: string): ValueType | undefined {
    const document = documents.value.get(id);
    return document && definitionType(document, documents.value);
  }
  /** The type of what a condition compares. */
  function ofLeaf(leaf: LeafDraft): ValueType {
    switch (leaf.type) {
      case 'attribute':
        return leaf.attribute.type;
      case 'aggregate':
        return ofDefinition(leaf.aggregate) ?? 'number';
      default:
        return 'number';
    }
  }
  return { byId, documents, ofDefinition, ofLeaf };
}
