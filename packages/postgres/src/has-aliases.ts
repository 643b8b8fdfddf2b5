import { and, eq, gt, lte } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';
import { profileAlias } from './schema/index.ts';

/**
 * Whether a number of a workspace (its number) counts for another profile, or did, in a batch up to `known` and after another. For a batch that has landed,
 * the answer never changes.
 */
export async function hasAliases(
  database: Database | Transaction,
  workspace: number,
  known: number,
  after = 0,
): Promise<boolean> {
  const found = await database
    .select({ number: profileAlias.number })
    .from(profileAlias)
    .where(and(eq(profileAlias.workspace, workspace), gt(profileAlias.batch, after), lte(profileAlias.batch, known)))
    .limit(1);
  return found.length > 0;
}
