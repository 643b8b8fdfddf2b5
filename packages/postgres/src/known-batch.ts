import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';

/**
 * The greatest batch number up to which every batch of a workspace (its number) has landed in ClickHouse; 0 before the
 * first. An evaluation that reads batches up to it never sees half of one.
 */
export async function knownBatch(database: Database | Transaction, workspace: number): Promise<number> {
  const result = await database.execute<{ known: string }>(sql`
    SELECT coalesce(min(number) FILTER (WHERE status = 'open') - 1, max(number), 0) AS known
    FROM ingestion_batch
    WHERE workspace = ${workspace}`);
  return Number(result.rows[0]!.known);
}
