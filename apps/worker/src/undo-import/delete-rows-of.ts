import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { inlineSettings } from '../ingestion/inline-array.ts';

/** Deletes what batches brought to events, values of profiles and message ids. */
export async function deleteRowsOf(clickhouse: ClickHouseClient, workspace: number, batches: number[]): Promise<void> {
  if (batches.length === 0) return;
  // The ids go last: an undo that was cut off finds the batch by its events again.
  for (const table of [tables.events, tables.profileValues, tables.messageIds]) {
    await deleteWhere(clickhouse, workspace, table, `batch IN (${list(batches)})`);
  }
}

/** Deletes a workspace's rows of a table under a condition. */
export async function deleteWhere(
  clickhouse: ClickHouseClient,
  workspace: number,
  table: string,
  condition: string,
): Promise<void> {
  // Patch parts where the table can have them: a tenth of a second, where marking rows rewrites parts.
  const patches = table === tables.events || table === tables.profileValues;
  await clickhouse.command({
    query: `DELETE FROM ${table} WHERE workspace = {workspace:UInt32} AND ${condition}`,
    query_params: { workspace },
    clickhouse_settings: {
      ...tagged({ feature: 'imports', step: 'undo', workspace }),
      ...inlineSettings,
      ...(patches ? { lightweight_delete_mode: 'lightweight_update' as const } : {}),
      lightweight_deletes_sync: '2',
    },
  });
}

/** Of the numbers those under which something is still said: events or values. */
export async function spokenOf(
  clickhouse: ClickHouseClient,
  workspace: number,
  numbers: number[],
): Promise<Set<number>> {
  const result = await clickhouse.query({
    query: `
      SELECT DISTINCT profile FROM (
        SELECT profile FROM ${tables.events} WHERE workspace = {workspace:UInt32} AND profile IN (${list(numbers)})
        UNION ALL
        SELECT profile FROM ${tables.profileValues}
        WHERE workspace = {workspace:UInt32} AND profile IN (${list(numbers)})
      )`,
    query_params: { workspace },
    format: 'JSONEachRow',
    clickhouse_settings: { ...tagged({ feature: 'imports', step: 'undo', workspace }), ...inlineSettings },
  });
  return new Set((await result.json<{ profile: number }>()).map(({ profile }) => profile));
}

/** Numbers as they stand in a query. */
export function list(numbers: number[]): string {
  return numbers.join(', ');
}
