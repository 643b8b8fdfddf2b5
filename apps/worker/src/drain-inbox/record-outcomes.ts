import { sql } from 'drizzle-orm';
import type { Transaction } from '@cutline/postgres';

export interface Outcome {
  /** Row of the inbox. */
  row: number;
  messageId: string;
  outcome: 'landed' | 'duplicate' | 'ignored';
  /** Under which it landed. */
  number: number | null;
}

/** Tells the debugger what became of those messages that it shows. Of what was ignored it keeps that it came, as the person was erased. */
export async function recordOutcomes(tx: Transaction, batch: number, outcomes: readonly Outcome[]): Promise<void> {
  const rows = [...new Set(outcomes.map(({ row }) => row))];
  const shown = await tx.execute<{ inbox: string; message_id: string | null }>(sql`
    SELECT inbox, message_id FROM source_message WHERE inbox = ANY (${sql.param(rows)}::bigint[])`);
  if (shown.rows.length === 0) return;
  const wanted = new Set(shown.rows.map(({ inbox, message_id }) => `${inbox}:${message_id}`));
  const told = outcomes.filter(({ row, messageId }) => wanted.has(`${row}:${messageId}`));
  await tx.execute(sql`
    UPDATE source_message
    SET outcome = told.outcome, number = told.number, batch = ${batch},
      identifiers = CASE WHEN told.outcome = 'ignored' THEN '{}' ELSE identifiers END,
      raw = CASE WHEN told.outcome = 'ignored' THEN '{}' ELSE raw END,
      read = CASE WHEN told.outcome = 'ignored' THEN NULL ELSE read END
    FROM unnest(
      ${sql.param(told.map(({ row }) => row))}::bigint[],
      ${sql.param(told.map(({ messageId }) => messageId))}::text[],
      ${sql.param(told.map(({ outcome }) => outcome))}::text[],
      ${sql.param(told.map(({ number }) => number))}::bigint[]
    ) AS told (inbox, message_id, outcome, number)
    WHERE source_message.inbox = told.inbox AND source_message.message_id = told.message_id`);
}

/** Counts what turned out, when it landed, to be there already or to be of an erased person. */
export async function countOutcomes(
  tx: Transaction,
  counts: readonly { source: string; duplicate: number; ignored: number }[],
): Promise<void> {
  for (const { source, duplicate, ignored } of counts) {
    if (duplicate + ignored === 0) continue;
    // A source may have been deleted meanwhile; the console is none.
    await tx.execute(sql`
      INSERT INTO source_hour (source_id, hour, duplicate, ignored)
      SELECT id, date_trunc('hour', now()), ${duplicate}, ${ignored} FROM source WHERE id::text = ${source}
      ON CONFLICT (source_id, hour) DO UPDATE
      SET duplicate = source_hour.duplicate + excluded.duplicate, ignored = source_hour.ignored + excluded.ignored`);
  }
}
