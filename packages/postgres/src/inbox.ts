import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';

/** The channel on which whoever drains the inbox is woken; its notifications say nothing but that something came. */
export const inboxChannel = 'inbox';

/** What one request brought: a row of `inbox` to be. */
export interface InboxRow {
  /** The workspace's number. */
  workspace: number;
  /** A source's id; `console` for what people do by hand. */
  source: string;
  /** How many messages stand in `contents`. */
  messages: number;
  /** JSON: an array of `InboxMessage`, read and judged. PostgreSQL refuses text with a NUL in it. */
  contents: string;
}

/**
 * Puts rows into the inbox and wakes whoever drains it, in one statement: when it returns outside a transaction the messages are durable. Returns the
 * ids of the rows, in their order. Errors of the database are thrown as they come.
 */
export async function putIntoInbox(database: Database | Transaction, rows: readonly InboxRow[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const result = await database.execute<{ id: string }>(sql`
    WITH stored AS (
      INSERT INTO inbox (workspace, source, messages, contents)
      SELECT workspace, source, messages, contents
      FROM unnest(
        ${sql.param(rows.map((row) => row.workspace))}::integer[],
        ${sql.param(rows.map((row) => row.source))}::text[],
        ${sql.param(rows.map((row) => row.messages))}::integer[],
        ${sql.param(rows.map((row) => row.contents))}::text[]
      ) WITH ORDINALITY AS given (workspace, source, messages, contents, place)
      ORDER BY place
      RETURNING id
    )
    SELECT id, pg_notify(${inboxChannel}, '') FROM stored ORDER BY id`);
  return result.rows.map(({ id }) => Number(id));
}

/** Wakes whoever drains the inbox. Errors of the database are thrown as they come. */
export async function wakeDrains(database: Database): Promise<void> {
  await database.execute(sql`SELECT pg_notify(${inboxChannel}, '')`);
}
