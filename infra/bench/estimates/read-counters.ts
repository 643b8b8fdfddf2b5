import type { ClickHouseClient } from '@clickhouse/client';
import type { Work } from '@cutline/segment-sql';

/** What ClickHouse has read from tables since it started, by its own counters. Where nobody else uses it, a difference is what one piece of work read. */
export async function readCounters(client: ClickHouseClient): Promise<Pick<Work, 'rows' | 'bytes'>> {
  const result = await client.query({
    query: `SELECT sumIf(value, event = 'SelectedRows') AS rows, sumIf(value, event = 'SelectedBytes') AS bytes FROM system.events`,
    format: 'JSONEachRow',
  });
  const [counters] = await result.json<{ rows: string; bytes: string }>();
  return { rows: Number(counters!.rows), bytes: Number(counters!.bytes) };
}
