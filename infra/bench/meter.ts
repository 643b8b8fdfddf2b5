import type { ClickHouseClient } from '@clickhouse/client';

export type Bindings = Readonly<Record<string, string | number | null | string[] | number[]>>;

/** Sends statements and counts them. */
export interface Meter {
  command(query: string, bindings?: Bindings): Promise<void>;
  rows<Row>(query: string, bindings?: Bindings): Promise<Row[]>;
  readonly requests: number;
}

export function createMeter(client: ClickHouseClient): Meter {
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    async command(query, bindings = {}) {
      requests += 1;
      await client.command({ query, query_params: bindings });
    },
    async rows<Row>(query: string, bindings: Bindings = {}) {
      requests += 1;
      const result = await client.query({ query, query_params: bindings, format: 'JSONEachRow' });
      return result.json<Row>();
    },
  };
}

/** What ClickHouse has read from tables since it started. */
export interface ReadCounters {
  rows: number;
  bytes: number;
}

/** The engine's own counters: nobody else uses this ClickHouse, so a difference is what one piece of work read. */
export async function readCounters(client: ClickHouseClient): Promise<ReadCounters> {
  const result = await client.query({
    query: `SELECT sumIf(value, event = 'SelectedRows') AS rows, sumIf(value, event = 'SelectedBytes') AS bytes FROM system.events`,
    format: 'JSONEachRow',
  });
  const [counters] = await result.json<{ rows: string; bytes: string }>();
  return { rows: Number(counters!.rows), bytes: Number(counters!.bytes) };
}
