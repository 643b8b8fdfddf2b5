import type { Definition, DefinitionId, DefinitionKind, Definitions } from '@cutline/segment-definition';
import { freeKey } from './key.ts';
import { rewriteReferences } from './references.ts';

/**
 * Keys of definitions, by id: those `given`, and for the rest their names', made unique within their kind in the order
 * of names, so that the same definitions always get the same keys. `reserved` ones are not given to others.
 */
export function keysOf(
  definitions: Definitions,
  given: ReadonlyMap<DefinitionId, string> = new Map(),
  reserved: readonly { kind: DefinitionKind; key: string }[] = [],
): Map<DefinitionId, string> {
  const keys = new Map(given);
  const taken = new Map<string, Set<string>>();
  const takenOf = (kind: string): Set<string> => {
    if (!taken.has(kind)) taken.set(kind, new Set());
    return taken.get(kind)!;
  };
  for (const { kind, key } of reserved) takenOf(kind).add(key);
  for (const [id, { kind }] of definitions) if (given.has(id)) takenOf(kind).add(given.get(id)!);
  const rest = [...definitions].filter(([id]) => !given.has(id));
  rest.sort(([, one], [, other]) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  for (const [id, { kind, name }] of rest) {
    const key = freeKey(name, kind, takenOf(kind));
    takenOf(kind).add(key);
    keys.set(id, key);
  }
  return keys;
}

/** A document with keys for references, so that it means the same in another workspace. */
export function portable(document: Definition, keys: ReadonlyMap<DefinitionId, string>): Definition {
  return rewriteReferences(document, (id) => keys.get(id) ?? id);
}
