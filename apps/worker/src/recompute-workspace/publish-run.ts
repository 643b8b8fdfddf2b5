import { and, eq, sql } from 'drizzle-orm';
import { hasAliases, schema, type Database } from '@cutline/postgres';
import type { DefinitionId } from '@cutline/segment-definition';
import { compileHeld, wholeSegments, type Comparison, type MetricRow } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { whileLocked, type StillLocked } from '../ingestion/workspace-lock.ts';
import { clearCutOff } from '../live/clear-cut-off.ts';
import type { SegmentFound } from './execute-step.ts';
import { flipHeads, markStale, moveLiveClock, writeMetrics } from './flip-heads.ts';
import { headsOf, reasonsOf } from './change-reasons.ts';
import { expectSamePlan, loadPlannedRun, type PlannedRun } from './run-plan.ts';
import { discardMemberships, dropScratch, queryPrefix, RunQueries, turnsOf } from './run-queries.ts';
import type { StepFailure } from './step-failure.ts';
import { writeDifferences } from './write-differences.ts';

/** All that a run found out, by definition id. */
export interface RunResults {
  metrics: Record<DefinitionId, MetricRow>;
  segments: Record<DefinitionId, SegmentFound>;
  /** Why definitions could not be computed. */
  failures: Record<DefinitionId, StepFailure>;
}

type Stores = Pick<Dependencies, 'database' | 'clickhouse' | 'fair'>;

const { liveClock, run: runTable, runStep, workspaceCounter } = schema;

/**
 * Makes a run's results visible, all at the same moment: compares members with the last ones and writes what differs; then metric values, the heads of all
 * segments and their sizes, and the run's end, in one transaction. Segments that could not be computed keep their last members and are marked
 * stale. Live runs of the workspace wait meanwhile; what they said of somebody since this run began is left as it is, for the next of them to
 * look at by the new thresholds. Safe to repeat.
 */
export async function publishRun(stores: Stores, runId: string, results: RunResults, attempt: number): Promise<void> {
  const planned = await loadPlannedRun(stores.database, runId);
  expectSamePlan(planned);
  await whileLocked(stores.database, 'publishing', planned.workspace, async (stillLocked) => {
    await clearCutOff(stores, { id: planned.run.workspaceId, number: planned.workspace });
    await publish(stores, planned, results, { attempt, stillLocked });
    await dropScratch(stores.clickhouse, { workspace: planned.workspace, run: planned.scratch });
  });
}

async function publish(
  stores: Stores,
  planned: PlannedRun,
  results: RunResults,
  { attempt, stillLocked }: { attempt: number; stillLocked: StillLocked },
): Promise<void> {
  const { database, clickhouse } = stores;
  const { workspace, scratch } = planned;
  const position = planned.plan.steps.length;
  const run = await numberedRun(stores.database, planned);
  if (!run) return;
  const address = { workspace, run: scratch };
  const prefix = `${queryPrefix(address, position)}${attempt}-`;
  const turns = await turnsOf(stores, run.workspaceId, 'run', { may: stillLocked });
  const queries = new RunQueries(clickhouse, address, turns, { prefix, step: 'publish' });
  const startedAt = new Date();
  const step = and(eq(runStep.runId, run.id), eq(runStep.position, position));
  await database.update(runStep).set({ status: 'running', startedAt }).where(step);
  const live = await liveSince(database, planned);
  if (live.held) await noteHeld(queries, planned, live);
  const ids = Object.keys(results.segments);
  const heads = await headsOf(database, ids);
  const comparison: Comparison = {
    ...planned.input,
    hasAliases: live.hasAliases,
    at: live.at,
    published: run.number,
    noted: planned.input.earlier !== undefined,
    held: live.held,
  };
  const reasons = reasonsOf(planned, ids, heads, results.metrics);
  const whole = wholeIn(planned, ids, results.metrics);
  const figures = await writeDifferences(queries, planned.documents, reasons, whole, comparison);
  const published = await database.transaction(async (tx) => {
    const [open] = await tx
      .select({ id: runTable.id })
      .from(runTable)
      .where(and(eq(runTable.id, run.id), eq(runTable.status, 'running')))
      .for('update');
    if (!open) return false;
    await writeMetrics(tx, run, results.metrics);
    await flipHeads(tx, { ...planned, whole }, run, results, figures, reasons);
    await markStale(tx, run, results.failures);
    await moveLiveClock(tx, run);
    await tx
      .update(runStep)
      .set({ status: 'skipped' })
      .where(and(eq(runStep.runId, run.id), eq(runStep.status, 'waiting')));
    await tx
      .update(runStep)
      .set({ status: 'completed', finishedAt: new Date(), ...queries.figures() })
      .where(step);
    const settings = live.held && { ...run.settings!, held: { asOf: live.asOf, known: live.known } };
    await tx
      .update(runTable)
      .set({ status: 'completed', finishedAt: new Date(), ...(settings && { settings }) })
      .where(eq(runTable.id, run.id));
    return true;
  });
  if (!published) await discardMemberships(clickhouse, { workspace, run: run.number });
}

/** Which segments a run computed for everybody. */
function wholeIn(
  { run, documents, plan, recorded }: PlannedRun,
  ids: DefinitionId[],
  metrics: RunResults['metrics'],
): ReadonlySet<DefinitionId> {
  if (run.scope === 'full') return new Set(ids);
  const definitions = new Map([...documents].map(([id, { document }]) => [id, document]));
  const values = new Map(Object.entries(metrics).map(([id, { value }]) => [id, value]));
  return wholeSegments(ids, definitions, plan.always, recorded, values);
}

/** A run with the number under which it is published: greater than that of every run that was published since it began. Null where it has ended. */
async function numberedRun(
  database: Database,
  { run: planned, workspace }: PlannedRun,
): Promise<typeof runTable.$inferSelect | null> {
  const [run] = await database.select().from(runTable).where(eq(runTable.id, planned.id));
  if (run?.status !== 'running') return null;
  const counters = eq(workspaceCounter.workspace, workspace);
  const [counter] = await database.select().from(workspaceCounter).where(counters);
  if (counter?.lastRun === run.number) return run;
  return database.transaction(async (tx) => {
    const [raised] = await tx
      .update(workspaceCounter)
      .set({ lastRun: sql`${workspaceCounter.lastRun} + 1` })
      .where(counters)
      .returning();
    await tx.update(runTable).set({ number: raised!.lastRun }).where(eq(runTable.id, run.id));
    return { ...run, number: raised!.lastRun };
  });
}

/** How far live runs came since a run began. */
interface LiveSince {
  asOf: number;
  known: number;
  /** Whether they may have looked at somebody of whom the run does not speak yet: that stays. */
  held: boolean;
  /** When the run's changes happen: not before those that were published. UTC milliseconds. */
  at: number;
  hasAliases: boolean;
}

/** A run that was asked to speak of an instant before theirs says what was then of everybody. */
async function liveSince(database: Database, { run, input, workspace }: PlannedRun): Promise<LiveSince> {
  const [live] = await database.select().from(liveClock).where(eq(liveClock.workspaceId, run.workspaceId));
  const before = run.settings?.live;
  const { asOf, known, hasAliases: merged } = input;
  if (!live || !before || asOf < before.asOf) return { asOf, known, held: false, at: asOf, hasAliases: merged };
  const clock = { asOf: live.asOf.getTime(), known: live.known };
  const moved = clock.asOf !== before.asOf || clock.known !== before.known;
  return {
    ...clock,
    held: moved && (clock.asOf > asOf || clock.known > known),
    at: Math.max(asOf, clock.asOf),
    hasAliases: await hasAliases(database, workspace, Math.max(known, clock.known)),
  };
}

/** Notes whom live runs looked at while a run was under way, as far as it does not speak of what they saw. */
async function noteHeld(queries: RunQueries, { input }: PlannedRun, live: LiveSince): Promise<void> {
  const definitions = new Map([...input.definitions].map(([id, { document }]) => [id, document]));
  await queries.write(compileHeld(definitions, { ...input, hasAliases: live.hasAliases }, live));
}
