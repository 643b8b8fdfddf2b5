import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';

/** A run as ClickHouse knows it: numbers of the workspace and the run. */
export interface RunAddress {
  workspace: number;
  run: number;
}

/** How long one statement of a run may take, in seconds. */
export const statementLimit = 1_800;

/** Begins the query ids of a run, or of one of its steps: by it they are found and ended. */
export function queryPrefix({ workspace, run }: RunAddress, position?: number): string {
  return `run-${workspace}-${run}-${position === undefined ? '' : `${position}-`}`;
}

/** Ends the queries whose id begins so, and waits until they have ended. */
export async function killQueries(clickhouse: ClickHouseClient, prefix: string): Promise<void> {
  await clickhouse.command({
    query: 'KILL QUERY WHERE startsWith(query_id, {prefix:String}) SYNC',
    query_params: { prefix },
    clickhouse_settings: tagged({ feature: 'recompute', step: 'kill' }),
  });
}

/** Takes away what a run wrote of memberships: of some segments, or of all. Readers have not seen it. */
export async function discardMemberships(
  clickhouse: ClickHouseClient,
  { workspace, run }: RunAddress,
  segments?: string[],
): Promise<void> {
  for (const table of [tables.memberships, tables.membershipChanges]) {
    await clickhouse.command({
      query: `DELETE FROM ${table}
        WHERE workspace = {workspace:UInt32} AND run = {run:UInt64}${segments === undefined ? '' : ' AND segment IN {segments:Array(UUID)}'}`,
      query_params: { workspace, run, ...(segments === undefined ? {} : { segments }) },
      clickhouse_settings: {
        ...tagged({ feature: 'recompute', step: 'discard', workspace, run }),
        lightweight_delete_mode: 'lightweight_update',
        lightweight_deletes_sync: '2',
      },
    });
  }
}

/** Takes away a run's scratch. */
export async function dropScratch(clickhouse: ClickHouseClient, { workspace, run }: RunAddress): Promise<void> {
  await clickhouse.command({
    query: `ALTER TABLE ${tables.runBitmaps} DROP PARTITION (${Math.trunc(workspace)}, ${Math.trunc(run)})`,
    clickhouse_settings: tagged({ feature: 'recompute', step: 'drop scratch', workspace, run }),
  });
}
