import { and, eq, inArray, sql } from 'drizzle-orm';
import { schema, type Transaction } from '@cutline/postgres';
import type { MetricRow } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import type { SegmentFigures } from './execute-step.ts';
import { loadPlannedRun, type Run } from './run-plan.ts';
import { dropScratch } from './run-queries.ts';
import { runProblem, type StepFailure } from './step-failure.ts';

/** All that a run found out, by definition id. */
export interface RunResults {
  metrics: Record<string, MetricRow>;
  segments: Record<string, SegmentFigures>;
  /** Why definitions could not be computed. */
  failures: Record<string, StepFailure>;
}

const { definition, metricValue, run: runTable, runStep, segmentHead, segmentSize } = schema;

/**
 * Makes a run's results visible, all at the same moment: metric values, the heads of all segments and their sizes, the run's end, in one
 * transaction. Segments that could not be computed keep their last members and are marked stale. Safe to repeat.
 */
export async function publishRun(
  { database, clickhouse }: Pick<Dependencies, 'database' | 'clickhouse'>,
  runId: string,
  results: RunResults,
): Promise<void> {
  const { run, workspace, plan } = await loadPlannedRun(database, runId);
  await database.transaction(async (tx) => {
    const [open] = await tx
      .select({ id: runTable.id })
      .from(runTable)
      .where(and(eq(runTable.id, runId), eq(runTable.status, 'running')))
      .for('update');
    if (!open) return;
    await writeMetrics(tx, run, results.metrics);
    await flipHeads(tx, run, results.segments);
    await markStale(tx, run, results.failures);
    const position = plan.steps.length;
    await tx
      .update(runStep)
      .set({ status: 'skipped' })
      .where(and(eq(runStep.runId, runId), eq(runStep.status, 'waiting')));
    await tx
      .update(runStep)
      .set({ status: 'completed', startedAt: new Date(), finishedAt: new Date() })
      .where(and(eq(runStep.runId, runId), eq(runStep.position, position)));
    await tx.update(runTable).set({ status: 'completed', finishedAt: new Date() }).where(eq(runTable.id, runId));
  });
  await dropScratch(clickhouse, { workspace, run: run.number });
}

async function writeMetrics(tx: Transaction, run: Run, metrics: RunResults['metrics']): Promise<void> {
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

function countOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}

async function flipHeads(tx: Transaction, run: Run, segments: RunResults['segments']): Promise<void> {
  for (const [definitionId, row] of Object.entries(segments)) {
    const [members, entered, left] = [Number(row.members), Number(row.entered), Number(row.left)];
    const refined = { afterRules: countOf(row.afterRules), boundary: row.boundary ?? null };
    const version = run.versions[definitionId]!;
    const state = { version, run: run.number, asOf: run.asOf, known: run.known, members, ...refined };
    const fresh = { ...state, status: 'current' as const, error: null, updatedAt: new Date() };
    const grown = entered + left > 0 ? 1 : 0;
    await tx
      .insert(segmentHead)
      .values({ definitionId, ...fresh, sequence: 1 })
      .onConflictDoUpdate({
        target: segmentHead.definitionId,
        set: { ...fresh, sequence: sql`${segmentHead.sequence} + ${grown}` },
      });
    await tx
      .insert(segmentSize)
      .values({ definitionId, run: run.number, version, asOf: run.asOf, members, ...refined, entered, left });
  }
}

/** A segment that never could be computed gets a head without members, so that its failure can be seen. */
async function markStale(tx: Transaction, run: Run, failures: RunResults['failures']): Promise<void> {
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
