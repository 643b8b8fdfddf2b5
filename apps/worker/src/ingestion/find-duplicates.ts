import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { inlineArray, inlineSettings } from './inline-array.ts';

/**
 * Places (indexes) of the messages that are in events already, in a batch other than `batch`, or that stand earlier in the list.
 * The batch's own rows do not count: an earlier try may have left them.
 */
export async function findDuplicates(
  clickhouse: ClickHouseClient,
  workspace: number,
  batch: number,
  messageIds: string[],
): Promise<Set<number>> {
  const first = new Map<string, number>();
  const duplicates = new Set<number>();
  for (const [index, id] of messageIds.entries()) {
    if (first.has(id)) duplicates.add(index);
    else first.set(id, index);
  }
  if (first.size === 0) return duplicates;
  const result = await clickhouse.query({
    query: `
      SELECT DISTINCT message_id AS id FROM ${tables.events}
      WHERE workspace = {workspace:UInt32} AND batch != {batch:UInt64}
        AND message_id IN (SELECT arrayJoin(${inlineArray([...first.keys()], 'String')}))`,
    query_params: { workspace, batch },
    format: 'JSONEachRow',
    clickhouse_settings: { ...tagged({ feature: 'ingestion', step: 'duplicates', workspace }), ...inlineSettings },
  });
  for (const { id } of await result.json<{ id: string }>()) duplicates.add(first.get(id)!);
  return duplicates;
}
