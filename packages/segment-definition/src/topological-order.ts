import type { Definition, DefinitionId, Definitions } from './definition.ts';
import { referencesOf } from './references.ts';

/**
 * Ids so that each comes after everything it refers to; references to unknown ids are passed over.
 * Equal ranks keep the order of the map. Throws on a cycle; published definitions have none.
 */
export function topologicalOrder(definitions: Definitions): DefinitionId[] {
  const order: DefinitionId[] = [];
  const state = new Map<DefinitionId, 'open' | 'done'>();
  const visit = (id: DefinitionId, document: Definition): void => {
    if (state.get(id) === 'done') return;
    if (state.get(id) === 'open') throw new Error(`Definitions refer to one another in a circle at ${id}`);
    state.set(id, 'open');
    for (const reference of referencesOf(document)) {
      const target = definitions.get(reference.id);
      if (target) visit(reference.id, target);
    }
    state.set(id, 'done');
    order.push(id);
  };
  for (const [id, document] of definitions) visit(id, document);
  return order;
}

/**
 * A path from `id` back to itself that `document` would close, as ids (first = last), or null.
 * `document` stands in for whatever `definitions` holds under `id`.
 */
export function findCycle(id: DefinitionId, document: Definition, definitions: Definitions): DefinitionId[] | null {
  const seen = new Set<DefinitionId>();
  const search = (current: Definition, path: DefinitionId[]): DefinitionId[] | null => {
    for (const reference of referencesOf(current)) {
      if (reference.id === id) return [...path, id];
      const target = definitions.get(reference.id);
      if (!target || seen.has(reference.id)) continue;
      seen.add(reference.id);
      const found = search(target, [...path, reference.id]);
      if (found) return found;
    }
    return null;
  };
  return search(document, [id]);
}

/** Every definition that refers to `id`, directly or through others, nearest first. */
export function dependantsOf(id: DefinitionId, definitions: Definitions): DefinitionId[] {
  const found: DefinitionId[] = [];
  for (let wave: DefinitionId[] = [id]; wave.length > 0;) {
    const next: DefinitionId[] = [];
    for (const [candidate, document] of definitions) {
      if (candidate === id || found.includes(candidate)) continue;
      if (referencesOf(document).some((reference) => wave.includes(reference.id))) next.push(candidate);
    }
    found.push(...next);
    wave = next;
  }
  return found;
}
