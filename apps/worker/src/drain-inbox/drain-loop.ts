import { setTimeout as wait } from 'node:timers/promises';
import { ChannelBell } from '@cutline/postgres';
import type { Logger } from 'pino';
import { failureCode } from '../activity-failures.ts';
import { waitingWorkspaces } from './choose-rows.ts';
import { drainWorkspace, type DrainStores } from './drain-workspace.ts';

/** Workspaces that are drained side by side; each holds up to three connections to Postgres. */
export const concurrentDrains = 3;

/** Milliseconds after which the inbox is looked into though nobody said that something came. */
const lookEvery = 1_000;
/** Milliseconds in which what comes is gathered into one batch: parts in ClickHouse should not be many and tiny. */
const gatherFor = 150;
const longestPause = 10_000;

/**
 * Brings what waits in the inbox into ClickHouse until `signal` says to stop. It needs PostgreSQL and ClickHouse only; with one of them away
 * it tries again, at longer and longer intervals, and nothing is lost. Workspaces do not wait for each other. Any number of
 * processes may do this at once.
 */
export async function drainLoop(stores: DrainStores, log: Logger, signal: AbortSignal): Promise<void> {
  const bell = new ChannelBell(stores.database, 'inbox');
  const busy = new Map<number, Promise<void>>();
  const pauses = new Map<number, { until: number; length: number }>();

  const drain = async (workspace: number): Promise<void> => {
    try {
      await drainWorkspace(stores, workspace, signal);
      pauses.delete(workspace);
    } catch (error) {
      const length = Math.min(longestPause, (pauses.get(workspace)?.length ?? 250) * 2);
      pauses.set(workspace, { until: Date.now() + length, length });
      log.warn({ code: failureCode(error), workspace, pause: length }, 'the inbox cannot be drained; trying again');
    } finally {
      busy.delete(workspace);
      bell.ring();
    }
  };

  signal.addEventListener('abort', () => bell.ring(), { once: true });
  while (!signal.aborted) {
    try {
      await bell.listen();
      for (const workspace of await waitingWorkspaces(stores.database)) {
        if (busy.size >= concurrentDrains) break;
        const paused = (pauses.get(workspace)?.until ?? 0) > Date.now();
        if (!paused && !busy.has(workspace)) busy.set(workspace, drain(workspace));
      }
    } catch (error) {
      log.warn({ code: failureCode(error) }, 'the inbox cannot be read; trying again');
      await wait(lookEvery, undefined, { signal }).catch(() => {});
    }
    await bell.heard(lookEvery);
    await wait(gatherFor, undefined, { signal }).catch(() => {});
  }
  await Promise.allSettled(busy.values());
  await bell.close();
}
