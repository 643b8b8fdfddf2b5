import { sql } from 'drizzle-orm';
import { nameOf, type Database } from '@cutline/postgres';
import type { InboxMessage } from '../ingestion/incoming.ts';
import { namesIn } from '../ingestion/names-in.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import type { ErasureSubject } from './erasure-subject.ts';
import { addToReceipt } from './receipt.ts';

/**
 * Takes the person's messages out of what waits in the inbox, while nobody drains it: whoever drains it afterwards knows of the erasure. Rows that
 * belong to an open batch stay, as that batch has to land as it is; returns whether all such batches have landed.
 */
export async function takeFromInbox(database: Database, subject: ErasureSubject): Promise<boolean> {
  const { workspace, erasureId } = subject;
  const names = new Set(subject.identifiers.map(nameOf));
  await whileLocked(database, 'draining', workspace, async () => {
    const taken = await database.execute<{ id: string; contents: string }>(sql`
      SELECT id, contents FROM inbox
      WHERE workspace = ${workspace} AND NOT EXISTS (
        SELECT 1 FROM ingestion_batch AS batch
        WHERE batch.workspace = ${workspace} AND batch.status = 'open' AND inbox.id = ANY (batch.inbox_rows)
      )`);
    for (const row of taken.rows) {
      const messages = JSON.parse(row.contents) as InboxMessage[];
      const kept = messages.filter((message) => !namesIn(message).some((name) => names.has(name)));
      if (kept.length === messages.length) continue;
      await database.transaction(async (tx) => {
        await tx.execute(
          kept.length === 0
            ? sql`DELETE FROM inbox WHERE id = ${row.id}`
            : sql`UPDATE inbox SET contents = ${JSON.stringify(kept)}, messages = ${kept.length} WHERE id = ${row.id}`,
        );
        await addToReceipt(tx, erasureId, { inboxMessages: messages.length - kept.length });
      });
    }
  });
  const open = await database.execute<{ batches: string }>(sql`
    SELECT count(*) AS batches FROM ingestion_batch WHERE workspace = ${workspace} AND status = 'open' AND inbox_rows IS NOT NULL
      AND EXISTS (SELECT 1 FROM inbox WHERE inbox.id = ANY (inbox_rows) AND inbox.received_at <= ${subject.requestedAt.toISOString()}::timestamptz)`);
  return open.rows[0]!.batches === '0';
}
