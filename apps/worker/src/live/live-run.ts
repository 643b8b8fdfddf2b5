import { and, eq, sql } from 'drizzle-orm';
import { hasAliases, hasRates, knownBatch, schema, type Database, type Transaction } from '@cutline/postgres';
import type { PlanInput, SegmentRow } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace, type Workspace } from '../find-workspace.ts';
import { unlessLocked, type StillLocked } from '../ingestion/workspace-lock.ts';
import { hasNewRates } from '../recompute-workspace/choose-scope.ts';
import {
  discardMemberships,
  dropScratch,
  queryPrefix,
  RunQueries,
  turnsOf,
} from '../recompute-workspace/run-queries.ts';
import { hasChanged } from '../recompute-workspace/write-differences.ts';
import { clearCutOff } from './clear-cut-off.ts';
import { computeLive, mostProfiles } from './compute-live.ts';
import { liveDefinitions, type LiveDefinitions } from './live-definitions.ts';

type Stores = Pick<Dependencies, 'database' | 'clickhouse' | 'fair'>;
type Run = typeof schema.run.$inferSelect;
type Clock = typeof schema.liveClock.$inferSelect;

const { liveClock, run: runTable, segmentHead, segmentSize, workspaceCounter } = schema;

/** What a live run came to. */
export interface LiveOutcome {
  /**
   * `busy`: another one, or a run that is being published, has the workspace. `waits`: nothing was published yet, or a full run is due before. `many`: too much
   * happened, so that a run of what is due has to come first.
   */
  outcome: 'done' | 'busy' | 'waits' | 'many';
  /** How many profiles were looked at. */
  profiles: number;
  /** How many entries and exits there were. */
  changes: number;
}

const nothing = { profiles: 0, changes: 0 };

/**
 * Brings the members of a workspace's segments up to now: looks at the profiles to whom something happened since the last time, against what metrics and rankings
 * were in the last run that computed those. It never meets a run that is being published, nor another of its kind. What stops it is thrown; the next one does
 * it all again. `now` (UTC milliseconds) stands in for the clock.
 */
export async function liveRun(stores: Stores, workspaceId: string, now = Date.now): Promise<LiveOutcome> {
  const { database } = stores;
  const { number } = await findWorkspace(database, workspaceId);
  let result: LiveOutcome = { outcome: 'busy', ...nothing };
  await unlessLocked(database, 'publishing', number, async (stillLocked) => {
    // What was read before may be another by now.
    const workspace = await findWorkspace(database, workspaceId);
    result = await goOn(stores, workspace, now, stillLocked);
  });
  return result;
}

async function goOn(
  stores: Stores,
  workspace: Workspace,
  now: () => number,
  stillLocked: StillLocked,
): Promise<LiveOutcome> {
  const { database, clickhouse } = stores;
  await clearCutOff(stores, workspace);
  const [clock] = await database.select().from(liveClock).where(eq(liveClock.workspaceId, workspace.id));
  const live = clock && (await liveDefinitions(database, workspace, clock.run));
  if (!clock || !live) return { outcome: 'waits', ...nothing };
  // Other processes' clocks may be ahead a little.
  const asOf = Math.max(now(), clock.asOf.getTime());
  const known = await knownBatch(database, workspace.number);
  if (await hasNewRates(database, workspace.id, clock.known, known)) return { outcome: 'many', ...nothing };

  const run = await begin(database, workspace, { asOf: new Date(asOf), known });
  const address = { workspace: workspace.number, run: run.number };
  const input = await inputOf(database, workspace, live, clock, run);
  const turns = await turnsOf(stores, workspace.id, 'live', stillLocked);
  const queries = new RunQueries(clickhouse, address, turns, { prefix: queryPrefix(address), step: 'live' });
  const { profiles, rows } = await computeLive(queries, live, input);
  if (profiles > 0) await dropScratch(clickhouse, address);
  if (profiles > mostProfiles) {
    await database.delete(runTable).where(eq(runTable.id, run.id));
    return { outcome: 'many', profiles, changes: 0 };
  }
  const changed = rows.filter(hasChanged);
  const published = await database.transaction(async (tx) => publish(tx, run, changed));
  if (!published) {
    await discardMemberships(clickhouse, address);
    throw new Error('The live run was ended by another process');
  }
  const changes = changed.reduce((sum, { entered, left }) => sum + Number(entered) + Number(left), 0);
  return { outcome: 'done', profiles, changes };
}

/** It has a row of its own, so that what it writes is taken away should it be cut off. */
async function begin(database: Database, workspace: Workspace, clock: Pick<Run, 'asOf' | 'known'>): Promise<Run> {
  return database.transaction(async (tx) => {
    const [counter] = await tx
      .update(workspaceCounter)
      .set({ lastRun: sql`${workspaceCounter.lastRun} + 1` })
      .where(eq(workspaceCounter.workspace, workspace.number))
      .returning();
    const values = { workspaceId: workspace.id, number: counter!.lastRun, trigger: 'events', scope: 'live' } as const;
    const [run] = await tx
      .insert(runTable)
      .values({ ...values, status: 'running', ...clock })
      .returning();
    return run!;
  });
}

async function inputOf(
  database: Database,
  workspace: Workspace,
  { settings, lines, definitions }: LiveDefinitions,
  clock: Clock,
  run: Run,
): Promise<PlanInput> {
  const { timeZone, currency, includeAnonymous } = settings;
  return {
    workspace: workspace.number,
    timeZone,
    currency,
    includeAnonymous,
    hasRates: await hasRates(database, workspace.id, run.known),
    hasAliases: await hasAliases(database, workspace.number, run.known),
    asOf: run.asOf.getTime(),
    known: run.known,
    run: run.number,
    scope: 'live',
    earlier: { asOf: clock.asOf.getTime(), known: clock.known, published: run.number - 1 },
    lines,
    definitions,
  };
}

/** Makes the changes visible; returns whether it still may. A run without any leaves no trace but the clock. */
async function publish(tx: Transaction, run: Run, changed: SegmentRow[]): Promise<boolean> {
  const own = eq(runTable.id, run.id);
  const [open] = await tx
    .select({ id: runTable.id })
    .from(runTable)
    .where(and(own, eq(runTable.status, 'running')))
    .for('update');
  if (!open) return false;
  const { number, asOf, known } = run;
  for (const { segment, ...row } of changed) {
    const [entered, left] = [Number(row.entered), Number(row.left)];
    const [head] = await tx
      .update(segmentHead)
      .set({
        run: number,
        asOf,
        known,
        members: sql`${segmentHead.members} + ${entered - left}`,
        sequence: sql`${segmentHead.sequence} + 1`,
        updatedAt: new Date(),
      })
      .where(eq(segmentHead.definitionId, segment))
      .returning();
    if (!head) continue;
    const { version, members } = head;
    await tx.insert(segmentSize).values({ definitionId: segment, run: number, version, asOf, members, entered, left });
  }
  if (changed.length === 0) await tx.delete(runTable).where(own);
  else await tx.update(runTable).set({ status: 'completed', finishedAt: new Date() }).where(own);
  await tx
    .update(liveClock)
    .set({ asOf, known, movedAt: new Date(), error: null })
    .where(eq(liveClock.workspaceId, run.workspaceId));
  return true;
}
