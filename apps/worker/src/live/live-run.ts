import { and, eq, inArray, sql } from 'drizzle-orm';
import { hasAliases, hasRates, knownBatch, schema, type Database, type Transaction } from '@cutline/postgres';
import type { PlanInput } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace, type Workspace } from '../find-workspace.ts';
import { unlessLocked, type StillLocked } from '../ingestion/workspace-lock.ts';
import { hasNewRates } from '../recompute-workspace/choose-scope.ts';
import { discardMemberships, queryPrefix, RunQueries, turnsOf } from '../recompute-workspace/run-queries.ts';
import { clearCutOff } from './clear-cut-off.ts';
import { computeLive, mostProfiles, whatHappened, type LiveChange } from './compute-live.ts';
import { liveDefinitions, type LiveDefinitions } from './live-definitions.ts';
import { withTimelines } from './with-timelines.ts';

type Stores = Pick<Dependencies, 'database' | 'clickhouse' | 'fair'>;
type Run = typeof schema.run.$inferSelect;
type Clock = typeof schema.liveClock.$inferSelect;

const { liveClock, run: runTable, segmentHead, segmentSize, workspaceCounter } = schema;

/** What a live run came to. */
export interface LiveOutcome {
  /**
   * `busy`: another one, or a run that is being published, has the workspace. `waits`: nothing was published yet. `outrun`: a run has to come first, as too much
   * happened, rates are new, or the last one went by other settings or planned otherwise.
   */
  outcome: 'done' | 'busy' | 'waits' | 'outrun';
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
  const [[clock], known] = await Promise.all([
    database.select().from(liveClock).where(eq(liveClock.workspaceId, workspace.id)),
    knownBatch(database, workspace.number),
  ]);
  if (!clock) return { outcome: 'waits', ...nothing };
  const live = await liveDefinitions(database, workspace, clock.run);
  if (!live) return { outcome: 'outrun', ...nothing };
  // Other processes' clocks may be ahead a little. Whom the last run left alone is found by looking as far as they looked.
  const asOf = Math.max(now(), clock.asOf.getTime(), live.settings.held?.asOf ?? 0);
  const [newRates, input, turns] = await Promise.all([
    hasNewRates(database, workspace.id, clock.known, known),
    inputOf(database, workspace, live, { clock, asOf, known }),
    turnsOf(stores, workspace.id, 'live', { may: stillLocked }),
  ]);
  if (newRates) return { outcome: 'outrun', ...nothing };

  const queriesOf = (number: number): RunQueries => {
    const address = { workspace: workspace.number, run: number };
    return new RunQueries(clickhouse, address, turns, { prefix: queryPrefix(address), step: 'live' });
  };
  // Nothing is written before the run has a number.
  const happened = await whatHappened(queriesOf(clock.run), input);
  const { profiles } = happened;
  if (profiles > mostProfiles) return { outcome: 'outrun', profiles, changes: 0 };
  stillLocked();
  if (profiles === 0) {
    await moveClock(database, clock, { asOf: new Date(asOf), known });
    return { outcome: 'done', ...nothing };
  }
  const run = await begin(database, workspace, { asOf: new Date(asOf), known });
  const earlier = { ...input.earlier!, published: run.number - 1 };
  const numbered = { ...input, run: run.number, earlier };
  const changed = await withTimelines(stores, workspace, numbered, async (streams) =>
    computeLive(queriesOf(run.number), live, happened, { ...numbered, streams }),
  );
  const published = await database.transaction(async (tx) => publish(tx, clock, run, changed));
  if (!published) {
    await discardMemberships(clickhouse, { workspace: workspace.number, run: run.number });
    throw new Error('The live run was ended by another process');
  }
  const changes = changed.reduce((sum, { entered, left }) => sum + entered + left, 0);
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

/** What a run up to a clock looks at, before it has a number. */
async function inputOf(
  database: Database,
  workspace: Workspace,
  { settings, lines, definitions }: LiveDefinitions,
  { clock, asOf, known }: { clock: Clock; asOf: number; known: number },
): Promise<PlanInput> {
  const { timeZone, currency, includeAnonymous } = settings;
  const [rates, aliases] = await Promise.all([
    hasRates(database, workspace.id, known),
    hasAliases(database, workspace.number, known),
  ]);
  return {
    workspace: workspace.number,
    timeZone,
    currency,
    includeAnonymous,
    hasRates: rates,
    hasAliases: aliases,
    asOf,
    known,
    run: 0,
    earlier: { asOf: clock.asOf.getTime(), known: clock.known, published: 0 },
    lines,
    definitions,
  };
}

/** Makes the changes visible; returns whether it still may. A run without any leaves no trace but the clock. */
async function publish(tx: Transaction, clock: Clock, run: Run, changed: LiveChange[]): Promise<boolean> {
  const own = eq(runTable.id, run.id);
  const [open] = await tx
    .select({ id: runTable.id })
    .from(runTable)
    .where(and(own, eq(runTable.status, 'running')))
    .for('update');
  if (!open) return false;
  if (changed.length > 0) {
    await flipHeads(tx, run, changed);
    await tx.update(runTable).set({ status: 'completed', finishedAt: new Date() }).where(own);
  } else await tx.delete(runTable).where(own);
  await moveClock(tx, clock, run);
  return true;
}

async function flipHeads(tx: Transaction, { number, asOf, known }: Run, changed: LiveChange[]): Promise<void> {
  const came = new Map(changed.map((each) => [each.segment, each]));
  const more = sql`CASE ${segmentHead.definitionId} ${sql.join(
    changed.map(({ segment, entered, left }) => sql`WHEN ${segment} THEN ${entered - left}::integer`),
    sql` `,
  )} END`;
  const heads = await tx
    .update(segmentHead)
    .set({
      run: number,
      asOf,
      known,
      members: sql`${segmentHead.members} + ${more}`,
      sequence: sql`${segmentHead.sequence} + 1`,
      updatedAt: new Date(),
    })
    .where(inArray(segmentHead.definitionId, [...came.keys()]))
    .returning();
  const sizes = heads.map(({ definitionId, version, members }) => {
    const { entered, left } = came.get(definitionId)!;
    return { definitionId, run: number, version, asOf, members, entered, left };
  });
  if (sizes.length > 0) await tx.insert(segmentSize).values(sizes);
}

/** Throws where the clock is not what it was any more: somebody else published meanwhile, and what it says has to be looked at anew. */
async function moveClock(
  database: Database | Transaction,
  { workspaceId, run, asOf, known }: Clock,
  to: Pick<Run, 'asOf' | 'known'>,
): Promise<void> {
  const before = and(
    eq(liveClock.workspaceId, workspaceId),
    eq(liveClock.run, run),
    eq(liveClock.asOf, asOf),
    eq(liveClock.known, known),
  );
  const moved = await database
    .update(liveClock)
    .set({ asOf: to.asOf, known: to.known, movedAt: new Date(), error: null })
    .where(before)
    .returning({ run: liveClock.run });
  if (moved.length === 0) throw new Error('Another process moved the live clock');
}
