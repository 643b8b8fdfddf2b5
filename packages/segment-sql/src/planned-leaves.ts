import type { DefinitionId, Definitions } from '@cutline/segment-definition';
import { leafMeaning, type Leaf } from './meaning.ts';
import { scratchKeys } from './scratch.ts';
import { leavesOf } from './whole-segments.ts';

/** A leaf of one or more segments, and where its set stands in scratch. */
export interface PlannedLeaf {
  leaf: Leaf;
  key: string;
  usedBy: DefinitionId[];
}

/** By what they mean: see `leafMeaning`. */
export type PlannedLeaves = ReadonlyMap<string, PlannedLeaf>;

/** The leaves of all segments among some definitions: those that mean the same are one. */
export function collectLeaves(order: readonly DefinitionId[], documents: Definitions): PlannedLeaves {
  const leaves = new Map<string, PlannedLeaf>();
  for (const id of order) {
    const document = documents.get(id)!;
    if (document.kind !== 'segment') continue;
    for (const leaf of leavesOf(document)) {
      const meaning = leafMeaning(leaf, documents);
      const known = leaves.get(meaning) ?? { leaf, key: scratchKeys.leaf(leaves.size), usedBy: [] };
      if (!known.usedBy.includes(id)) known.usedBy.push(id);
      leaves.set(meaning, known);
    }
  }
  return leaves;
}
