import { referencesOf, type DefinitionId, type Definitions } from '@cutline/segment-definition';

/** The events that an aggregate counts, or that the aggregates under an expression count. */
export function countedActions(id: DefinitionId, definitions: Definitions, seen = new Set<DefinitionId>()): string[] {
  const definition = definitions.get(id);
  if (!definition || seen.has(id)) return [];
  seen.add(id);
  if (definition.kind === 'aggregate') return definition.actions;
  if (definition.kind !== 'expression') return [];
  return [...new Set(referencesOf(definition).flatMap((reference) => countedActions(reference.id, definitions, seen)))];
}
