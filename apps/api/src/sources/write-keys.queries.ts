import { and, asc, count, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { schema, type Database, type Transaction } from '@cutline/postgres';

const { source, writeKey } = schema;

export type WriteKeyRow = typeof writeKey.$inferSelect;

/** Keys of a source that hold, newest first; then those revoked within the last 30 days. */
export async function listWriteKeys(database: Database, sourceId: string): Promise<WriteKeyRow[]> {
  return database
    .select()
    .from(writeKey)
    .where(
      and(
        eq(writeKey.sourceId, sourceId),
        or(isNull(writeKey.revokedAt), gt(writeKey.revokedAt, sql`now() - INTERVAL '30 days'`)),
      ),
    )
    .orderBy(asc(sql`${writeKey.revokedAt} IS NOT NULL`), desc(writeKey.createdAt), asc(writeKey.id));
}

export async function findWriteKey(database: Database, sourceId: string, id: string): Promise<WriteKeyRow | undefined> {
  const [found] = await database
    .select()
    .from(writeKey)
    .where(and(eq(writeKey.sourceId, sourceId), eq(writeKey.id, id)));
  return found;
}

/** How many keys of a source hold. Until the transaction ends nobody else may count or add some. */
export async function countLiveKeys(transaction: Transaction, sourceId: string): Promise<number> {
  await transaction.select({ id: source.id }).from(source).where(eq(source.id, sourceId)).for('update');
  const [row] = await transaction
    .select({ live: count() })
    .from(writeKey)
    .where(and(eq(writeKey.sourceId, sourceId), isNull(writeKey.revokedAt)));
  return row!.live;
}

export async function insertWriteKey(
  transaction: Transaction,
  values: typeof writeKey.$inferInsert,
): Promise<WriteKeyRow> {
  const [row] = await transaction.insert(writeKey).values(values).returning();
  return row!;
}

/** Revokes a key; one that was revoked before stays as it was. */
export async function revokeWriteKey(database: Database, sourceId: string, id: string): Promise<void> {
  await database
    .update(writeKey)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(writeKey.sourceId, sourceId), eq(writeKey.id, id), isNull(writeKey.revokedAt)));
}
