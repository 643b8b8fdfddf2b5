import { sql } from 'drizzle-orm';
import { nameOf, type Database } from '@cutline/postgres';
import { drainLocks } from '../drain-inbox/drain-lock.ts';
import type { InboxMessage } from '../ingestion/incoming.ts';
import { normaliseIdentifiers } from '../ingestion/normalise-identifiers.ts';
import type { ErasureSubject } from './erasure-subject.ts';
import { addToReceipt } from './receipt.ts';

/**
 * Takes the person's messages out of what waits in the inbox, while nobody drains it: whoever drains it afterwards knows of the erasure. Rows that
 * belong to an open batch stay, as that batch has to land as it is; returns whether all such batches have landed.
 */
export async function takeFromInbox(database: Database, subject: ErasureSubject): Promise<boolean> {
  const { workspace, erasureId } = subject;
  const names = new Set(subject.identifiers.map(nameOf));
  await whileNobodyDrains(database, workspace, async () => {
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

/** Every identifier that a message speaks of, as `email:ada@example.com`. */
function namesIn({ identifiers, previous, identity }: InboxMessage): string[] {
  const names = Object.entries(normaliseIdentifiers(identifiers)).map(([kind, value]) => nameOf({ kind, value }));
  if (previous !== undefined) names.push(`customId:${previous.trim()}`, `anonymousId:${previous.trim()}`);
  if (identity) names.push(nameOf(identity.from), nameOf(identity.into));
  return names;
}

async function whileNobodyDrains(database: Database, workspace: number, work: () => Promise<void>): Promise<void> {
  const connection = await database.$client.connect();
  let broken: Error | undefined;
  // The connection is idle while the work is done; that it breaks then must not end the process.
  const onError = (error: Error): void => void (broken = error);
  connection.on('error', onError);
  try {
    await connection.query('SELECT pg_advisory_lock($1, $2)', [drainLocks, workspace]);
    await work();
    if (!broken) await connection.query('SELECT pg_advisory_unlock($1, $2)', [drainLocks, workspace]);
  } catch (error) {
    broken ??= error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    connection.off('error', onError);
    connection.release(broken);
  }
}
