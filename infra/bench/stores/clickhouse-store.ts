import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { startServices, type Services } from '@cutline/embedded';
import { countRequests, type Meter } from '../meter.ts';
import { peakMemoryOf } from './peak-memory.ts';
import type { Store } from './store.ts';

/** ClickHouse, and a client of its process now running. */
export interface ClickHouseStore extends Store {
  readonly client: ClickHouseClient;
}

/** A ClickHouse of the benchmark's own, with Cutline's tables and nothing in them. */
export async function openClickHouse(folder: string): Promise<ClickHouseStore> {
  const home = join(folder, 'clickhouse-home');
  const start = async (port: number): Promise<Services> => {
    const started = await startServices({ home, only: ['clickhouse'], ports: { clickhouse: port }, disposable: true });
    await started.ready;
    return started;
  };
  let services = await start(0);
  let client = connectClickHouse(services.clickhouse);
  await migrateClickHouse(client);
  const version = await client.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' });
  const [row] = await version.json<{ version: string }>();
  return {
    title: `ClickHouse ${row!.version}`,
    get client() {
      return client;
    },
    createMeter: () => clickHouseMeter(client),
    copyOf: (table, from) => `CREATE TABLE ${table} ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM ${from}`,
    async restart() {
      const port = Number(new URL(services.clickhouse.url).port);
      await client.close();
      await services.stop();
      services = await start(port);
      client = connectClickHouse(services.clickhouse);
    },
    /** The engine's own counters: nobody else uses this ClickHouse. */
    async read() {
      const result = await client.query({
        query: `SELECT sumIf(value, event = 'SelectedRows') AS rows, sumIf(value, event = 'SelectedBytes') AS bytes FROM system.events`,
        format: 'JSONEachRow',
      });
      const [counters] = await result.json<{ rows: string; bytes: string }>();
      return { rows: Number(counters!.rows), bytes: Number(counters!.bytes) };
    },
    memory: peakMemoryOf(() => services.clickhouse.pid!),
    async stop() {
      await client.close();
      await services.stop();
    },
  };
}

/** Rounds do the same again: neither is a write to be taken for the one before, nor anything to be remembered of what a filter found. */
const clickhouse_settings = { insert_deduplicate: 0, use_query_condition_cache: 0 } as const;

/** A meter of statements to ClickHouse. */
export function clickHouseMeter(client: ClickHouseClient): Meter {
  return countRequests(async <Row>(query: string, query_params: object, reads: boolean) => {
    const request = { query, query_params: { ...query_params }, clickhouse_settings };
    if (reads) return (await client.query({ ...request, format: 'JSONEachRow' })).json<Row>();
    await client.command(request);
    return [];
  });
}
