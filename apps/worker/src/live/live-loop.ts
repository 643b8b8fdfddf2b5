import { setTimeout as wait } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { schema, type ChannelBell, type Database } from '@cutline/postgres';
import { dayChanged } from '@cutline/segment-sql';
import type { Logger } from 'pino';
import { failureCode } from '../activity-failures.ts';
import type { Dependencies } from '../dependencies.ts';
import type { RunRequest } from '../recompute-workspace/run-requests.ts';
import { runProblem } from '../recompute-workspace/step-failure.ts';
import { liveRun } from './live-run.ts';

/** Workspaces that are looked at side by side; each holds up to three connections to Postgres. */
export const concurrentLiveRuns = 2;

/** Milliseconds after which workspaces are looked into though nobody said that something landed. */
const lookEvery = 1_000;
/** Seconds after which a workspace is looked at though nothing landed: events leave exact windows, and those sent ahead of time come into them. */
const idleFor = 60;

/** What the loop works with. */
export interface LiveStores extends Pick<Dependencies, 'database' | 'clickhouse' | 'fair'> {
  /** Asks for a run; does nothing while Temporal is away. */
  requestRun(workspaceId: string, request: RunRequest): Promise<void>;
}

/** Until when a workspace is left alone, and for how long that was, in milliseconds. */
type Pauses = Map<string, { until: number; length: number }>;

/**
 * Keeps the segments of all workspaces right between their runs until `signal` says to stop: after each batch that landed, and once a minute. When too much happened, or a new
 * day began in the workspace's zone, it asks for a run. Any number of processes may do this at once. `landed` rings when a batch did.
 */
export async function liveLoop(
  stores: LiveStores,
  log: Logger,
  signal: AbortSignal,
  landed: Pick<ChannelBell, 'ring' | 'heard'>,
): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  const pauses: Pauses = new Map();
  const asked: Pauses = new Map();

  const look = async (workspaceId: string): Promise<void> => {
    try {
      const { outcome } = await liveRun(stores, workspaceId);
      if (outcome === 'done') pauses.delete(workspaceId);
      else
        pause(pauses, workspaceId, outcome === 'busy' ? { first: 200, most: 1_000 } : { first: 1_000, most: 10_000 });
      await askForRun(workspaceId, outcome === 'outrun');
    } catch (error) {
      const length = pause(pauses, workspaceId, { first: 1_000, most: 60_000 });
      const code = failureCode(error);
      log.warn({ code, workspaceId, pause: length }, 'segments cannot be kept right; trying again');
      await noteError(stores.database, workspaceId, code).catch(() => {});
    } finally {
      busy.delete(workspaceId);
      landed.ring();
    }
  };
  // A run that fails, or that people end, is not asked for again and again.
  const askForRun = async (workspaceId: string, outrun: boolean): Promise<void> => {
    if (isPaused(asked, workspaceId)) return;
    const { running, newDay } = await stateOf(stores.database, workspaceId);
    if (running) return;
    if (!outrun && !newDay) return void asked.delete(workspaceId);
    pause(asked, workspaceId, { first: 60_000, most: 3_600_000 });
    await stores.requestRun(workspaceId, { trigger: 'schedule', requestId: 'live', scope: 'due' });
  };

  signal.addEventListener('abort', () => landed.ring(), { once: true });
  while (!signal.aborted) {
    try {
      for (const workspaceId of await behindWorkspaces(stores.database)) {
        if (busy.size >= concurrentLiveRuns) break;
        if (!isPaused(pauses, workspaceId) && !busy.has(workspaceId)) busy.set(workspaceId, look(workspaceId));
      }
    } catch (error) {
      log.warn({ code: failureCode(error) }, 'batches cannot be looked for; trying again');
      await wait(lookEvery, undefined, { signal }).catch(() => {});
    }
    await landed.heard(lookEvery);
  }
  await Promise.allSettled(busy.values());
}

function isPaused(pauses: Pauses, workspaceId: string): boolean {
  return (pauses.get(workspaceId)?.until ?? 0) > Date.now();
}

/** Each pause is twice as long as the one before. Returns how long it is. */
function pause(pauses: Pauses, workspaceId: string, { first, most }: { first: number; most: number }): number {
  const last = pauses.get(workspaceId)?.length;
  const length = last === undefined ? first : Math.min(most, last * 2);
  pauses.set(workspaceId, { until: Date.now() + length, length });
  return length;
}

/** Whether a run is computing metrics now, and whether it is another day in the workspace's zone than when they were computed last. */
async function stateOf(database: Database, workspaceId: string): Promise<{ running: boolean; newDay: boolean }> {
  const found = await database.execute<{ as_of: Date; running: boolean; time_zone: string }>(sql`
    SELECT run.as_of, workspace.time_zone, EXISTS (
      SELECT FROM run WHERE workspace_id = ${workspaceId} AND status = 'running' AND scope <> 'live'
    ) AS running
    FROM live_clock
      JOIN workspace ON workspace.id = live_clock.workspace_id
      JOIN run ON run.workspace_id = live_clock.workspace_id AND run.number = live_clock.run
    WHERE live_clock.workspace_id = ${workspaceId}`);
  const [last] = found.rows;
  if (!last) return { running: false, newDay: false };
  const clock = { asOf: Date.now(), timeZone: last.time_zone };
  return { running: last.running, newDay: dayChanged(clock, { asOf: new Date(last.as_of).getTime() }) };
}

/** Workspaces of which a batch landed since they were looked at, or that were not looked at for a while; those first, and of them the one that waits longest. */
async function behindWorkspaces(database: Database): Promise<string[]> {
  const found = await database.execute<{ id: string }>(sql`
    SELECT live_clock.workspace_id AS id
    FROM live_clock
      JOIN workspace ON workspace.id = live_clock.workspace_id AND workspace.deleted_at IS NULL
      CROSS JOIN LATERAL (
        SELECT coalesce(min(number) FILTER (WHERE status = 'open') - 1, max(number)) AS known
        FROM ingestion_batch
        WHERE ingestion_batch.workspace = workspace.number AND ingestion_batch.number > live_clock.known
      ) AS landed
    WHERE landed.known > live_clock.known OR live_clock.moved_at < now() - make_interval(secs => ${idleFor})
    ORDER BY landed.known > live_clock.known DESC NULLS LAST, live_clock.moved_at`);
  return found.rows.map(({ id }) => id);
}

async function noteError(database: Database, workspaceId: string, code: string): Promise<void> {
  const error = runProblem('Segments cannot be kept right between runs', { code, message: 'It is tried again.' });
  await database.update(schema.liveClock).set({ error }).where(eq(schema.liveClock.workspaceId, workspaceId));
}
