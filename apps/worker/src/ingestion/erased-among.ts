import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';
import { keyedHash, type Keyring } from '@cutline/secrets';

/**
 * Those of the identifiers (normalised, as `email:ada@example.com`) that are of people who were erased from the workspace (its number) and not
 * released since. Nothing is hashed where nobody was erased.
 */
export async function erasedAmong(
  database: Database,
  keyring: Keyring,
  workspace: number,
  identifiers: readonly string[],
): Promise<Set<string>> {
  if (identifiers.length === 0) return new Set();
  const any = await database.execute(sql`SELECT 1 FROM erased_identifier WHERE workspace = ${workspace} LIMIT 1`);
  if (any.rows.length === 0) return new Set();
  const byHash = new Map(identifiers.map((each) => [keyedHash(keyring, each), each]));
  const found = await database.execute<{ hash: string }>(sql`
    SELECT hash FROM erased_identifier
    WHERE workspace = ${workspace} AND hash = ANY (${sql.param([...byHash.keys()])}::text[])`);
  return new Set(found.rows.map(({ hash }) => byHash.get(hash)!));
}
