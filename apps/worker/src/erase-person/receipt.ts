import { eq } from 'drizzle-orm';
import { schema, type Transaction } from '@cutline/postgres';

/** How much of what was erased; nothing in it tells who it was. */
export type Counts = Record<string, number>;

export interface Receipt {
  /** Rows of PostgreSQL, by what they were. */
  postgres: Counts;
  /** Rows of ClickHouse, by what they were. */
  clickhouse: Counts;
  /** Uploaded files that were deleted. */
  files: number;
}

const { erasure } = schema;

/** Notes rows of PostgreSQL in the transaction that erases them, so that each is counted once. */
export async function addToReceipt(tx: Transaction, erasureId: string, counts: Counts): Promise<void> {
  const [found] = await tx.select().from(erasure).where(eq(erasure.id, erasureId)).for('update');
  const receipt = readReceipt(found?.receipt);
  await tx
    .update(erasure)
    .set({ receipt: { ...receipt, postgres: added(receipt.postgres, counts) } })
    .where(eq(erasure.id, erasureId));
}

/** What a receipt says so far. */
export function readReceipt(receipt: unknown): Receipt {
  return { postgres: {}, clickhouse: {}, files: 0, ...(receipt as Partial<Receipt> | null) };
}

/** Both counts in one. */
export function added(some: Counts, more: Counts): Counts {
  const sum = { ...some };
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
