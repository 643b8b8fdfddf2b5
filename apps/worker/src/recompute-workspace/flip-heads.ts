import { and, eq, inArray, sql } from 'drizzle-orm';
import { schema, type Transaction } from '@cutline/postgres';
import type { Definition, DefinitionId } from '@cutline/segment-definition';
import { metricsComparedWith, type SegmentRow } from '@cutline/segment-sql';
import type { ChangeReason } from './change-reasons.ts';
import type { RunResults } from './publish-run.ts';
import type { PlannedRun, Run } from './run-plan.ts';
import { runProblem } from './step-failure.ts';

const { definition, liveClock, metricValue, segmentHead, segmentSize } = schema;

type MetricRows = RunResults['metrics'];

export async function writeMetrics(tx: Transaction, run: Run, metrics: MetricRows): Promise<void> {
  const rows = Object.entries(metrics).map(([definitionId, row]) => ({
    definitionId,
    run: run.number,
    version: run.versions[definitionId]!,
    asOf: run.asOf,
    known: run.known,
    value: row.value,
    profiles: countOf(row.profiles),
    below: countOf(row.below),
    on: countOf(row.on),
    above: countOf(row.above),
  }));
  if (rows.length > 0) await tx.insert(metricValue).values(rows);
}

/** Makes the members of a run's segments visible, with what they were computed with and their sizes. */
export async function flipHeads(
  tx: Transaction,
  { documents, whole }: Pick<PlannedRun, 'documents'> & { whole: ReadonlySet<DefinitionId> },
  run: Run,
  { metrics, segments }: RunResults,
  figures: ReadonlyMap<DefinitionId, SegmentRow>,
  reasons: ReadonlyMap<DefinitionId, ChangeReason>,
): Promise<void> {
  for (const [definitionId, row] of figures) {
    const [members, entered, left] = [Number(row.members), Number(row.entered), Number(row.left)];
    const refined = { afterRules: countOf(row.afterRules), boundary: segments[definitionId]?.boundary ?? null };
    const version = run.versions[definitionId]!;
    const state = { version, run: run.number, asOf: run.asOf, known: run.known, members, ...refined };
    const thresholds = thresholdsOf(documents.get(definitionId)!.document, metrics);
    const fresh = { ...state, thresholds, status: 'current' as const, error: null, updatedAt: new Date() };
    const grown = entered + left > 0 ? 1 : 0;
    await tx
      .insert(segmentHead)
      .values({ definitionId, ...fresh, wholeRun: run.number, sequence: 1 })
      .onConflictDoUpdate({
        target: segmentHead.definitionId,
        set: {
          ...fresh,
          ...(whole.has(definitionId) && { wholeRun: run.number }),
          sequence: sql`${segmentHead.sequence} + ${grown}`,
        },
      });
    const corrected = reasons.get(definitionId)?.reason === 'corrected' ? Number(row.unexplained) : 0;
    await tx.insert(segmentSize).values({
      definitionId,
      run: run.number,
      version,
      asOf: run.asOf,
      members,
      ...refined,
      entered,
      left,
      corrected,
    });
  }
}

/** A segment that never could be computed gets a head without members, so that its failure can be seen. */
export async function markStale(tx: Transaction, run: Run, failures: RunResults['failures']): Promise<void> {
  const ids = Object.keys(failures);
  if (ids.length === 0) return;
  const segments = await tx
    .select({ id: definition.id })
    .from(definition)
    .where(and(inArray(definition.id, ids), eq(definition.kind, 'segment')));
  for (const { id } of segments) {
    const stale = {
      status: 'stale' as const,
      error: runProblem('The segment could not be computed', failures[id]!),
      updatedAt: new Date(),
    };
    const empty = {
      version: run.versions[id]!,
      run: run.number,
      sequence: 0,
      asOf: run.asOf,
      known: run.known,
      members: 0,
    };
    await tx
      .insert(segmentHead)
      .values({ definitionId: id, ...empty, ...stale })
      .onConflictDoUpdate({ target: segmentHead.definitionId, set: stale });
  }
}

/** From now on live runs build upon this one, and look at everybody to whom something happened since its clock. */
export async function moveLiveClock(tx: Transaction, run: Run): Promise<void> {
  const clock = { asOf: run.asOf, known: run.known, run: run.number, movedAt: new Date(), error: null };
  await tx
    .insert(liveClock)
    .values({ workspaceId: run.workspaceId, ...clock })
    .onConflictDoUpdate({ target: liveClock.workspaceId, set: clock });
}

/** Values of the metrics that a segment is compared with. */
function thresholdsOf(document: Definition, metrics: MetricRows): Record<DefinitionId, string | null> {
  const ids = document.kind === 'segment' ? metricsComparedWith(document) : [];
  return Object.fromEntries(ids.map((id) => [id, metrics[id]?.value ?? null]));
}

function countOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}
