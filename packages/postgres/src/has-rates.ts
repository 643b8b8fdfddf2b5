import { and, eq, lte } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';
import { currencyRateImport } from './schema/index.ts';

/** Whether a workspace has exchange rates in a batch up to `known`. For a batch that has landed, the answer never changes. */
export async function hasRates(database: Database | Transaction, workspaceId: string, known: number): Promise<boolean> {
  const found = await database
    .select({ id: currencyRateImport.id })
    .from(currencyRateImport)
    .where(and(eq(currencyRateImport.workspaceId, workspaceId), lte(currencyRateImport.batch, known)))
    .limit(1);
  return found.length > 0;
}
