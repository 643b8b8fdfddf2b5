import type { ClickHouseClient } from '@clickhouse/client';
import { tagged, type QueryTag } from '@cutline/clickhouse';
import { bindThresholds, type MetricValues, type Statement } from '@cutline/segment-sql';
import type { Tenancy } from './slots.service.ts';

/** Seconds and bytes that a preview may take; what needs more belongs in a run. */
const limits = { max_execution_time: 60, max_memory_usage: '4000000000' };

/** Runs a compiled statement that reads one row. */
export async function readRow<Row>(...query: Parameters<typeof readRows>): Promise<Row> {
  const [row] = await readRows<Row>(...query);
  if (row === undefined) throw new Error('A preview reads one row, and none came.');
  return row;
}

/** Runs a compiled statement. */
export async function readRows<Row>(
  client: ClickHouseClient,
  statement: Statement,
  thresholds: MetricValues,
  tenancy: Tenancy,
  tag: QueryTag,
): Promise<Row[]> {
  const result = await client.query({
    ...bindThresholds(statement, thresholds),
    query_id: tenancy.nextQueryId(),
    abort_signal: tenancy.signal,
    format: 'JSONEachRow',
    clickhouse_settings: { ...limits, ...tagged(tag) },
  });
  return result.json<Row>();
}
