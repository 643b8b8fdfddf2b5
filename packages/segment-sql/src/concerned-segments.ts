import { referencesOf, type Definition, type DefinitionId, type Definitions } from '@cutline/segment-definition';
import { causes } from './compile-touched.ts';
import { selectionsOf } from './moved-slices.ts';

/**
 * The segments that may say something else of a profile to whom the like of `happened` did (see `causes`). What names a profile decides whether it is in the base
 * at all, and so concerns every segment.
 */
export function concernedSegments(happened: ReadonlySet<string>, definitions: Definitions): DefinitionId[] {
  const all = happened.has(causes.names) || happened.has(causes.aliases);
  const known = new Map<DefinitionId, boolean>();
  const isConcerned = (id: DefinitionId): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const document = definitions.get(id)!;
    const concerned =
      looksAt(document, definitions).some((cause) => happened.has(cause)) ||
      referencesOf(document).some(({ kind, id: other }) => kind !== 'metric' && isConcerned(other));
    known.set(id, concerned);
    return concerned;
  };
  return [...definitions].flatMap(([id, { kind }]) => (kind === 'segment' && (all || isConcerned(id)) ? [id] : []));
}

/** What a definition itself looks at, as causes. */
function looksAt(document: Definition, definitions: Definitions): string[] {
  const actions = selectionsOf(document, definitions).flatMap((each) => each.actions);
  return [...actions.map((action) => causes.event + action), ...valuesIn(document)];
}

/** The attributes and consents that stand anywhere in a document. */
function valuesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, attribute, channel } = node as { type?: unknown; attribute?: { name?: unknown }; channel?: unknown };
  const own = type === 'attribute' ? [attribute?.name] : type === 'consent' ? [channel] : [];
  return [
    ...own.flatMap((name) => (typeof name === 'string' ? [causes.value + name] : [])),
    ...Object.values(node).flatMap(valuesIn),
  ];
}
