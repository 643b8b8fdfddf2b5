import type { ClickHouseClient } from '@clickhouse/client';
import { and, eq, sql } from 'drizzle-orm';
import { tagged } from '@cutline/clickhouse';
import { schema, type Database } from '@cutline/postgres';
import { compileStreamDelete, type Statement, type Stream, type StreamState } from '@cutline/segment-sql';
import type { Workspace } from '../find-workspace.ts';

export type StreamRow = typeof schema.stream.$inferSelect;

const { stream: streamTable } = schema;

/** What is written at once has about so many profiles: its rows are grouped in memory. */
export const profilesOfPart = 500_000;

/** What compilation asks of a stream, for all batches up to one. */
export function stateOf(
  workspace: Pick<Workspace, 'number'>,
  row: Pick<StreamRow, 'number' | 'document' | 'timeZone' | 'currency'>,
  { known, hasAliases }: { known: number; hasAliases: boolean },
): StreamState {
  const { number, document, timeZone, currency } = row;
  return { workspace: workspace.number, stream: document as Stream, number, timeZone, currency, known, hasAliases };
}

/** Runs a statement that writes timelines, under an id by which it can be ended. */
export async function writeTimelines(
  clickhouse: ClickHouseClient,
  { sql, params }: Statement,
  { queryId, step, workspace }: { queryId: string; step: string; workspace: number },
): Promise<void> {
  await clickhouse.command({
    query: sql,
    query_params: params,
    query_id: queryId,
    clickhouse_settings: {
      ...tagged({ feature: 'timelines', step, workspace }),
      max_execution_time: 3_600,
      // The client gives up on what is silent for ten minutes.
      send_progress_in_http_headers: 1,
      http_headers_progress_interval_ms: '60000',
      // What was taken away is written again as it was: ClickHouse must not take it for the same insert.
      insert_deduplicate: 0,
      lightweight_delete_mode: 'lightweight_update',
      lightweight_deletes_sync: '2',
    },
  });
}

/**
 * Has streams built anew, of which events were deleted; they are not read meanwhile. With an action those that hold its events, without one all
 * of the workspace.
 */
export async function doubtStreams(database: Database, workspaceId: string, action?: string): Promise<void> {
  const holds = action === undefined ? undefined : sql`${streamTable.document} -> 'actions' ? ${action}`;
  await database
    .update(streamTable)
    .set({ doubted: true })
    .where(and(eq(streamTable.workspaceId, workspaceId), holds));
}

/** Forgets a stream and its timelines, which nobody may read any more. Safe to repeat. */
export async function dropStream(
  { database, clickhouse }: { database: Database; clickhouse: ClickHouseClient },
  workspace: Workspace,
  number: number,
): Promise<void> {
  const queryId = `timelines-${workspace.number}-${number}-drop-${Date.now().toString(36)}`;
  const statement = compileStreamDelete([{ workspace: workspace.number, number }]);
  const its = and(eq(streamTable.workspaceId, workspace.id), eq(streamTable.number, number));
  // Should this end half way, what is left is no timeline.
  await database.update(streamTable).set({ doubted: true }).where(its);
  await writeTimelines(clickhouse, statement, { queryId, step: 'drop', workspace: workspace.number });
  await database.delete(streamTable).where(its);
}
