import { referencesOf, type Definition } from '@cutline/segment-definition';

/** Some definitions with all that they refer to, themselves or through others. */
export function closure(ids: readonly string[], documents: ReadonlyMap<string, Definition>): Set<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const reference of referencesOf(documents.get(id)!)) visit(reference.id);
  };
  ids.forEach(visit);
  return found;
}
