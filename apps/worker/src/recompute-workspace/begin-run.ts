import { sql } from 'drizzle-orm';
import { hasRates, knownBatch, schema } from '@cutline/postgres';
import { planFormat, scanBounds, type Step } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { limitsOf } from '../fair-queue/index.ts';
import { findWorkspace, type Workspace } from '../find-workspace.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import { chooseStreams } from '../timelines/choose-streams.ts';
import { chooseScope, liveClockOf } from './choose-scope.ts';
import { endRun } from './end-run.ts';
import { loadPlannedRun, outlineSteps, publishedVersions, readDocuments, type StepOutline } from './run-plan.ts';
import { scopeOf, type RunRequest } from './run-requests.ts';
import { runsUnderWay } from './runs-under-way.ts';
import type { StepFailure } from './step-failure.ts';

/** A run that has begun. */
export interface BegunRun {
  runId: string;
  number: number;
  /** ISO 8601. */
  asOf: string;
  known: number;
  steps: StepOutline[];
  /** What definitions are called. */
  names: Record<string, string>;
  /** Definitions that have no steps, and why. */
  refused: Record<string, StepFailure>;
}

type Stores = Pick<Dependencies, 'database' | 'clickhouse' | 'timelinesFrom' | 'fair'>;

const { run: runTable, runStep } = schema;

/**
 * Gives a run its number and fixes what it depends on: asOf, known, versions, settings. There is never another run of the workspace under way, so one that
 * has not ended was cut off: it is ended first, its queries and rows with it.
 */
export async function beginRun(stores: Stores, workspaceId: string, request: RunRequest): Promise<BegunRun> {
  const { database } = stores;
  const workspace = await findWorkspace(database, workspaceId);
  for (const id of await runsUnderWay(database, workspaceId))
    await endRun(stores, id, 'failed', {
      code: 'interrupted',
      message: 'The run was cut off, and another took its place.',
    });

  const run = await insertRun(stores, workspace, request);
  const planned = await loadPlannedRun(database, run.id).catch(async (error: Error) => {
    await endRun(stores, run.id, 'failed', { code: 'no-plan', message: error.message });
    throw error;
  });
  const waiting = [
    ...planned.plan.steps.map((step) => ({
      kind: step.kind,
      title: step.title,
      definitionId: definitionOf(step),
      usedBy: usedBy(step),
    })),
    { kind: 'publish' as const, title: 'Publish', definitionId: null, usedBy: null },
  ].map((step, position) => ({ ...step, runId: run.id, position, status: 'waiting' as const }));
  for (let at = 0; at < waiting.length; at += 1_000)
    await database.insert(runStep).values(waiting.slice(at, at + 1_000));
  return {
    runId: run.id,
    number: run.number,
    asOf: run.asOf.toISOString(),
    known: run.known,
    steps: outlineSteps(planned),
    names: Object.fromEntries([...planned.documents].map(([id, { document }]) => [id, document.name])),
    refused: planned.refused,
  };
}

/** The one definition that a step computes; null where it is of none, or of several. */
function definitionOf(step: Step): string | null {
  const computed = step.kind === 'metrics' || step.kind === 'segments' ? step.definitions : [];
  return computed.length === 1 ? computed[0]! : null;
}

/** Who uses what a step computes; null where that is everybody. */
function usedBy(step: Step): string[] | null {
  return step.kind === 'base' || step.kind === 'touched' ? null : step.definitions;
}

async function insertRun(
  stores: Stores,
  workspace: Workspace,
  request: RunRequest,
): Promise<typeof runTable.$inferSelect> {
  const { database } = stores;
  // In this order: what live runs see from now on is later than what this run sees.
  const live = await liveClockOf(database, workspace.id);
  const asOf = request.asOf === undefined ? new Date(Math.max(Date.now(), live?.asOf ?? 0)) : new Date(request.asOf);
  const known = await knownBatch(database, workspace.number);
  const versions = await publishedVersions(database, workspace.id);
  const { timeZone, currency, includeAnonymous } = workspace;
  const { documents } = await readDocuments(database, versions);
  const definitions = new Map([...documents].map(([id, { document }]) => [id, document]));
  const clock = { asOf: asOf.getTime(), known, hasRates: await hasRates(database, workspace.id, known) };
  // What live runs saw after it is not among what happened up to an earlier instant that is asked about.
  const asked = live && asOf.getTime() < live.asOf ? 'full' : scopeOf(request);
  const { scope, earlier } = await chooseScope(database, workspace, asked, { asOf, known });
  const { statementMemory } = await limitsOf(database, workspace.id, stores.fair.limits);
  // From when it is chosen what is read until it is recorded, nobody may add to it: see `withTimelines`.
  return whileLocked(database, 'timelines', workspace.number, async (stillLocked) => {
    if ((await runsUnderWay(database, workspace.id)).length > 0) throw new Error('Another try has begun a run');
    const streams = await chooseStreams(stores, workspace, definitions, clock);
    return database.transaction(async (tx) => {
      await tx.execute(
        sql`INSERT INTO workspace_counter (workspace) VALUES (${workspace.number}) ON CONFLICT DO NOTHING`,
      );
      const counted = await tx.execute<{ last_run: string; last_profile: string }>(
        sql`UPDATE workspace_counter SET last_run = last_run + 1 WHERE workspace = ${workspace.number} RETURNING last_run, last_profile`,
      );
      const number = Number(counted.rows[0]!.last_run);
      const bounds = scanBounds(Number(counted.rows[0]!.last_profile), statementMemory);
      const settings = { timeZone, currency, includeAnonymous, planFormat, streams, bounds, scratch: number };
      const values = {
        workspaceId: workspace.id,
        number,
        trigger: request.trigger,
        status: 'running' as const,
        scope,
        asOf,
        known,
        versions,
        settings: { ...settings, ...(earlier && { earlier }), ...(live && { live }) },
      };
      const [run] = await tx.insert(runTable).values(values).returning();
      stillLocked();
      return run!;
    });
  });
}
