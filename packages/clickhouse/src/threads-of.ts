import type { ClickHouseClient } from '@clickhouse/client';
import { tagged } from './client.ts';

/**
 * Threads that ClickHouse gives a statement that asks for no number: the processors of its machine, where its configuration says nothing else.
 *
 * @throws the client's error when ClickHouse cannot be read
 */
export async function threadsOf(clickhouse: ClickHouseClient): Promise<number> {
  const query = "SELECT toUInt32(getSetting('max_threads')) AS threads";
  const clickhouse_settings = tagged({ feature: 'limits' });
  const result = await clickhouse.query({ query, format: 'JSONEachRow', clickhouse_settings });
  const [row] = await result.json<{ threads: number }>();
  return row!.threads;
}
