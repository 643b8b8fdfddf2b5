import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';

/** What one batch holds at most: more would only make the next one wait longer. */
export interface DrainLimits {
  messages: number;
  /** Of the messages' JSON, in characters. */
  size: number;
}

export const drainLimits: DrainLimits = { messages: 10_000, size: 16 * 1024 * 1024 };

/** Rows of the inbox that make a batch. */
export interface ChosenRows {
  /** Their ids, oldest first. */
  rows: number[];
  /** Whether others waited that are not among them. */
  more: boolean;
}

/**
 * The rows of the inbox that the next batch of a workspace (its number) is made of; none when it is empty. A batch that was
 * opened and has not landed comes first, with the rows that it was opened with.
 */
export async function chooseRows(database: Database, workspace: number, limits: DrainLimits): Promise<ChosenRows> {
  const open = await database.execute<{ inbox_rows: string[] }>(sql`
    SELECT inbox_rows FROM ingestion_batch
    WHERE workspace = ${workspace} AND status = 'open' AND inbox_rows IS NOT NULL
    ORDER BY number LIMIT 1`);
  if (open.rows[0]) return { rows: open.rows[0].inbox_rows.map(Number), more: true };
  const waiting = await database.execute<{ id: string; fits: boolean }>(sql`
    SELECT id, place = 1 OR (messages <= ${limits.messages} AND length <= ${limits.size}) AS fits FROM (
      SELECT id, row_number() OVER up_to AS place, sum(messages) OVER up_to AS messages, sum(length) OVER up_to AS length
      FROM (
        SELECT id, messages, octet_length(contents) AS length
        FROM inbox WHERE workspace = ${workspace} ORDER BY id LIMIT ${limits.messages + 1}
      ) AS waiting
      WINDOW up_to AS (ORDER BY id)
    ) AS counted
    ORDER BY id`);
  const chosen = waiting.rows.filter(({ fits }) => fits);
  return { rows: chosen.map(({ id }) => Number(id)), more: chosen.length < waiting.rows.length };
}

/** Numbers of the workspaces for which something waits. */
export async function waitingWorkspaces(database: Database): Promise<number[]> {
  const result = await database.execute<{ number: number }>(sql`
    SELECT number FROM workspace
    WHERE deleted_at IS NULL AND EXISTS (SELECT 1 FROM inbox WHERE inbox.workspace = workspace.number)
    ORDER BY number`);
  return result.rows.map(({ number }) => number);
}
