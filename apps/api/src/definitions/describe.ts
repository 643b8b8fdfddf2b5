import { definitionType, sentence, referencesOf, type Definition, type Definitions } from '@cutline/segment-definition';
import type { Published, StoredDefinition } from './definitions.queries.ts';
import type { DefinitionSummary, MetricState, SegmentState } from './definitions.schemas.ts';
import type { SegmentFreshness } from '../segments/freshness.schemas.ts';
import type { MetricValue, SegmentHead, SizePoint } from './states.queries.ts';

/** The documents alone, as the language's functions take them. */
export function documentsOf(published: Published): Definitions {
  return new Map<string, Definition>([...published].map(([id, { document }]) => [id, document]));
}

/** How many definitions refer to each, by id. */
export function countUses(published: Published): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { document } of published.values()) {
    for (const id of new Set(referencesOf(document).map((reference) => reference.id)))
      uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return uses;
}

/** Those that refer to `id` themselves. */
export function directDependants(id: string, published: Published): StoredDefinition[] {
  return [...published.values()].filter(({ document }) =>
    referencesOf(document).some((reference) => reference.id === id),
  );
}

/** A definition as lists show it, without what runs made of it. */
export function summarise(
  stored: StoredDefinition,
  documents: Definitions,
  uses: Map<string, number>,
): DefinitionSummary {
  const { id, kind, name, version, document, createdBy } = stored;
  return {
    id,
    kind,
    name,
    version,
    document,
    sentence: sentence(document, documents),
    valueType: definitionType(document, documents) ?? null,
    usedBy: uses.get(id) ?? 0,
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
    createdBy,
  };
}

export interface SegmentFacts {
  head: SegmentHead | undefined;
  /** Everyone who could be in, as of the head; null where it is not known at the moment. */
  base: number | null;
  sizes: SizePoint[];
  weekAgo: number | undefined;
  freshness: SegmentFreshness;
}

/** What is published of a segment whose current version is `version`. */
export function segmentStateOf(version: number, { head, base, sizes, weekAgo, freshness }: SegmentFacts): SegmentState {
  const points = sizes.map(({ asOf, members }) => ({ asOf: asOf.toISOString(), members }));
  if (!head)
    return {
      status: 'pending',
      members: null,
      share: null,
      afterRules: null,
      boundary: null,
      asOf: null,
      run: null,
      version: null,
      change7d: null,
      sizes: points,
      freshness,
    };
  return {
    status: head.status === 'current' && head.version < version ? 'pending' : head.status,
    members: head.members,
    share: base ? head.members / base : null,
    afterRules: head.afterRules,
    boundary: head.boundary,
    asOf: head.asOf.toISOString(),
    run: head.run,
    version: head.version,
    change7d: weekAgo === undefined ? null : head.members - weekAgo,
    sizes: points,
    freshness,
    ...(head.error ? { error: head.error } : {}),
  };
}

/** What a metric was in the last run that computed it. */
export function metricStateOf(latest: MetricValue | undefined): MetricState | null {
  if (!latest) return null;
  const { run, version, profiles, below, on, above } = latest;
  return {
    value: trimDecimal(latest.value),
    asOf: latest.asOf.toISOString(),
    run,
    version,
    profiles,
    below,
    on,
    above,
  };
}

/** `2.50000000` as `2.5`: Postgres keeps the places that a column has. */
export function trimDecimal(text: string | null): string | null {
  return text?.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
