import {
  walkConditions,
  type Aggregate,
  type DefinitionId,
  type Definitions,
  type Metric,
  type Segment,
} from '@cutline/segment-definition';
import { metricsOf } from './compile-leaf.ts';
import { isRefined } from './compile-refinement.ts';
import type { Leaf } from './meaning.ts';
import { dayChanged, driftOf, further, type Drift } from './moved-slices.ts';
import { otherReferences, passingAggregates } from './passed-lines.ts';
import type { Earlier, Evaluation } from './plan.ts';
import type { PlannedLeaf } from './planned-leaves.ts';
import type { MetricValues } from './statement.ts';

/** The conditions of a segment that are about profiles' own values. */
export function leavesOf(segment: Segment): Leaf[] {
  return [...walkConditions(segment.where)].flatMap(([, node]) =>
    node.type === 'all' || node.type === 'any' || node.type === 'not' || node.type === 'segment' ? [] : [node],
  );
}

/** Segments whose members may change though nothing happened to them, and those that must be known in full for others. */
export function alwaysWhole(order: DefinitionId[], documents: Definitions): Set<DefinitionId> {
  const segments = order.flatMap((id) => {
    const document = documents.get(id)!;
    return document.kind === 'segment' ? [{ id, segment: document }] : [];
  });
  const always = new Set(
    [...documents.values()].flatMap((document) => (document.kind === 'metric' ? segmentsOfMetric(document) : [])),
  );
  // What a population is made of comes before it, what ranks before what refers to it.
  for (const { id, segment } of segments.toReversed())
    if (always.has(id)) referred(segment).forEach((each) => always.add(each));
  for (const { id, segment } of segments)
    if (isRefined(segment) || referred(segment).some((each) => always.has(each))) always.add(id);
  return always;
}

/** Metrics that a segment itself is compared with. */
export function metricsComparedWith(segment: Segment): DefinitionId[] {
  return [...new Set(leavesOf(segment).flatMap(metricsOf))];
}

/** Segments that a segment itself refers to. */
export function referred({ where }: Segment): DefinitionId[] {
  return [...walkConditions(where)].flatMap(([, node]) => (node.type === 'segment' ? [node.segment] : []));
}

/** Metrics that must be known before it can be said for whom a leaf is computed. */
export function metricsAround(
  { leaf, usedBy }: PlannedLeaf,
  documents: Definitions,
  always: ReadonlySet<DefinitionId>,
): DefinitionId[] {
  if (usedBy.some((id) => always.has(id))) return metricsOf(leaf);
  return usedBy.flatMap((id) => [...metricsBelow(id, documents)]);
}

/** Metrics that a segment is compared with, itself or through segments that it refers to. */
function* metricsBelow(id: DefinitionId, documents: Definitions): Generator<DefinitionId> {
  const document = documents.get(id)!;
  if (document.kind !== 'segment') return;
  yield* leavesOf(document).flatMap(metricsOf);
  for (const each of referred(document)) yield* metricsBelow(each, documents);
}

function segmentsOfMetric({ measure }: Metric): DefinitionId[] {
  return measure.type !== 'formula' && measure.population.type === 'segment' ? [measure.population.segment] : [];
}

/** What a run before computed a segment with: values of metrics by their ids. */
export type Recorded = ReadonlyMap<DefinitionId, Readonly<Record<DefinitionId, string | null>>>;

/**
 * Which segments a due run computes for everybody: those that it always does; those that `recorded` has no values of, as their definition changed or they were never
 * computed; those that are compared with a metric that has another value now; and those that refer to one of them. Every metric that they are compared
 * with must be in `values`, or have failed.
 */
export function wholeSegments(
  ids: readonly DefinitionId[],
  definitions: Definitions,
  always: ReadonlySet<DefinitionId>,
  recorded: Recorded,
  values: MetricValues,
): Set<DefinitionId> {
  const known = new Map<DefinitionId, boolean>();
  const isWhole = (id: DefinitionId): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const whole = always.has(id) || moved(id) || referredSegments(id).some(isWhole);
    known.set(id, whole);
    return whole;
  };
  const moved = (id: DefinitionId): boolean => {
    const before = recorded.get(id);
    const segment = definitions.get(id) as Segment;
    return !before || metricsComparedWith(segment).some((metric) => before[metric] !== values.get(metric));
  };
  const referredSegments = (id: DefinitionId): DefinitionId[] => referred(definitions.get(id) as Segment);
  return new Set(ids.filter((id) => definitions.get(id)?.kind === 'segment' && isWhole(id)));
}

/**
 * Whether what a segment says of somebody may have changed since an earlier evaluation though nothing happened: by what it, and the aggregates and
 * expressions that it is made of, say of today or of `asOf`. Segments and metrics that it refers to are not looked at.
 */
export function drifts(
  id: DefinitionId,
  definitions: Definitions,
  evaluation: Pick<Evaluation, 'asOf' | 'timeZone'>,
  earlier: Pick<Earlier, 'asOf'>,
): boolean {
  if (evaluation.asOf === earlier.asOf) return false;
  const drift = driftBelow(id, definitions, evaluation.timeZone);
  return drift === 'always' || (drift === 'daily' && dayChanged(evaluation, earlier));
}

function driftBelow(id: DefinitionId, definitions: Definitions, timeZone: string): Drift {
  const document = definitions.get(id)!;
  const below = otherReferences(document, definitions, timeZone)
    .filter(({ kind }) => kind === 'aggregate' || kind === 'expression')
    .map((reference) => driftBelow(reference.id, definitions, timeZone));
  // Who passes a line is looked at: see `movedSlices`.
  const passing = passingAggregates(document, definitions, timeZone).map((each) => {
    const { window, filter, distinctBy } = definitions.get(each) as Aggregate;
    return driftOf({ window, filter, distinctBy });
  });
  return [...below, ...passing].reduce(further, driftOf(document));
}
