import { definitionKind, type DefinitionKind } from '@cutline/segment-definition';

const kinds: ReadonlySet<string> = new Set(definitionKind.options);

/** Gives what is to be written in place of a reference to a definition of a kind, standing at a JSON pointer. */
export type ReferenceWriter = (reference: string, kind: DefinitionKind, path: string) => string;

/**
 * A copy of a document in which each reference is written anew. Works on drafts too, valid or not: everywhere in the
 * language, and nowhere else, a field called as a kind holds a reference when it holds a text.
 */
export function rewriteReferences<T>(document: T, write: ReferenceWriter, path = ''): T {
  if (Array.isArray(document))
    return document.map((each: unknown, index) => rewriteReferences(each, write, `${path}/${index}`)) as T;
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(
    Object.entries(document).map(([field, value]: [string, unknown]) => {
      const at = `${path}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return [
        field,
        typeof value === 'string' && kinds.has(field)
          ? write(value, field as DefinitionKind, at)
          : rewriteReferences(value, write, at),
      ];
    }),
  ) as T;
}
