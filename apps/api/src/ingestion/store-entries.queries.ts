import { sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import type { InboxEntry } from './inbox-entry.ts';

/** Prepared once a connection: planning it takes longer than doing it. */
const storing = {
  name: 'store-entries',
  text: `
    WITH stored AS (
      INSERT INTO inbox (workspace, source, messages, contents)
      SELECT workspace, source, messages, contents
      FROM unnest($1::integer[], $2::text[], $3::integer[], $4::text[])
        WITH ORDINALITY AS given (workspace, source, messages, contents, place)
      ORDER BY place
      RETURNING id
    )
    INSERT INTO source_message
      (workspace, source_id, type, message_id, outcome, identifiers, raw, read, problems, inbox)
    SELECT workspace, source_id, type, message_id, outcome, identifiers, raw, read, problems, stored_row.id
    FROM ROWS FROM (jsonb_to_recordset($5::jsonb) AS (
      workspace integer, source_id uuid, type text, message_id text, outcome text, identifiers text[],
      raw text, read jsonb, problems jsonb, place integer
    )) WITH ORDINALITY AS shown
      (workspace, source_id, type, message_id, outcome, identifiers, raw, read, problems, place, nth)
    LEFT JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM stored) AS stored_row USING (place)
    ORDER BY nth`,
};

/**
 * Keeps what several requests brought, in one statement: when it returns, all of it is durable. Errors of the database are thrown as they come, and then
 * nothing is kept. Whoever drains the inbox is not woken by it: see `wakeDrains`.
 */
export async function storeEntries(database: Database, entries: readonly InboxEntry[]): Promise<void> {
  const rows = entries.flatMap(({ row }) => row ?? []);
  let place = 0;
  const shown = entries.flatMap(({ source, row, sampled }) => {
    if (row) place += 1;
    return sampled.map(({ messageId, ...message }) => ({
      ...message,
      workspace: source.workspace.number,
      source_id: source.id,
      message_id: messageId,
      // Only what waits has a row that it waits in.
      place: message.outcome === 'waiting' ? place : null,
    }));
  });
  await database.$client.query({
    ...storing,
    values: [
      rows.map(({ workspace }) => workspace),
      rows.map(({ source }) => source),
      rows.map(({ messages }) => messages),
      rows.map(({ contents }) => contents),
      JSON.stringify(shown, wellFormed),
    ],
  });
}

/** jsonb refuses halves of surrogate pairs, which cutting a text leaves behind. */
function wellFormed(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/** How many messages wait in the inbox. */
export async function countWaiting(database: Database): Promise<number> {
  const [row] = await database.select({ waiting: sql<string>`coalesce(sum(messages), 0)` }).from(schema.inbox);
  return Number(row!.waiting);
}
