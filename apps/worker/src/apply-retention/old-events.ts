import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';

/** Events of a name that happened before an instant. */
export interface OldEvents {
  /** The workspace's number. */
  workspace: number;
  action: string;
  /** ISO 8601, UTC. */
  cutoff: string;
}

const old = `workspace = {workspace:UInt32} AND action = {action:String} AND time < parseDateTime64BestEffort({cutoff:String}, 3, 'UTC')`;

export async function countOldEvents(client: ClickHouseClient, of: OldEvents): Promise<number> {
  const result = await client.query({
    query: `SELECT count() AS events FROM ${tables.events} WHERE ${old}`,
    query_params: { ...of },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'retention', step: 'count', workspace: of.workspace }),
  });
  const [row] = await result.json<{ events: string }>();
  return Number(row!.events);
}

/**
 * Deletes them, from the files too: only parts that hold some are rewritten. A month's partition is never dropped, as all workspaces share
 * it, and one of them might just be writing into it.
 */
export async function deleteOldEvents(client: ClickHouseClient, of: OldEvents): Promise<void> {
  await client.command({
    query: `ALTER TABLE ${tables.events} DELETE WHERE ${old}`,
    query_params: { ...of },
    clickhouse_settings: {
      ...tagged({ feature: 'retention', step: 'delete', workspace: of.workspace }),
      mutations_sync: '2',
    },
  });
}
