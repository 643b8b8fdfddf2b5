import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Services } from '@cutline/embedded';
import { until } from '@cutline/test-kill/until';
import { createTestWorkspace } from '@cutline/worker/test-workspace';
import { Client, Connection } from '@temporalio/client';
import { addressesOf, makeWorkspace, type Lane } from './stage.ts';
import { WorkerClient } from './worker-client.ts';

/** Milliseconds for each statement that a fault would have let through. */
const pace = 40;

/** A lane in which nothing is made to fail, but its worker's process and ClickHouse are killed at the moments of the faults. */
export async function openKillingLane(services: Services): Promise<Lane> {
  const made = await createTestWorkspace();
  const stage = { ...made, clickhouse: patient(made.clickhouse) };
  const connection = await Connection.connect({ address: stage.temporal });
  const client = new Client({ connection });
  const queues = { withTimelines: `test-${randomUUID()}`, without: `test-${randomUUID()}` };
  const { keyring, temporal, home } = stage;
  const addresses = await addressesOf(made, services);
  const worker = new WorkerClient({ keyring, temporal, home, queues }, { ...process.env, ...addresses });
  await worker.ready();
  let struck = 0;
  let kills: Promise<void>[] = [];
  let calm = new AbortController();
  return {
    stage,
    drain: (workspace) => worker.ask({ do: 'drain', workspace }),
    land: (landing) => worker.ask({ do: 'land', landing }),
    live: (workspace, asOf) => worker.ask({ do: 'live', workspace, asOf }),
    worker: ({ timelines }) => ({ client, taskQueue: timelines ? queues.withTimelines : queues.without }),
    open: (script) => makeWorkspace(stage.database, stage.workspace.organisationId, script),
    get struck() {
      return struck;
    },
    begin(faults) {
      calm = new AbortController();
      const { signal } = calm;
      kills = faults.map(async ({ store, at }) => {
        await wait(at * pace, undefined, { signal }).catch(() => {});
        if (signal.aborted) return;
        struck += 1;
        if (store === 'postgres') worker.kill();
        else await killClickHouse(services);
      });
    },
    async end() {
      calm.abort();
      await Promise.all(kills);
      await worker.ready();
    },
    async close() {
      await worker.stop();
      await connection.close();
      await made.drop();
    },
  };
}

async function killClickHouse({ clickhouse, status }: Services): Promise<void> {
  const { pid } = clickhouse;
  // Another lane may have killed it just now.
  if (pid === undefined || status().clickhouse?.state !== 'ready') return;
  process.kill(pid, 'SIGKILL');
  await until('ClickHouse to run again', () =>
    status().clickhouse?.state === 'ready' && clickhouse.pid !== pid ? true : undefined,
  );
}

/** A client that asks again while ClickHouse is away; for questions only. */
function patient(client: ClickHouseClient): ClickHouseClient {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const method = value.bind(target) as (...sent: unknown[]) => unknown;
      if (name !== 'query') return method;
      return async (...sent: unknown[]): Promise<unknown> => {
        for (let tries = 1; ; tries += 1) {
          try {
            const result = (await method(...sent)) as Awaited<ReturnType<ClickHouseClient['query']>>;
            // The rows may break off as well.
            const text = await result.text();
            return { text: async () => text, json: async () => rowsOf(text) };
          } catch (error) {
            if (tries === 60) throw error;
            await wait(500);
          }
        }
      };
    },
  });
}

/** Of formats with a row in each line. */
function rowsOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
