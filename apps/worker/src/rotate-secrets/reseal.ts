import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';
import { isSealedAnew, open, seal, type Keyring } from '@cutline/secrets';
import { sealedColumns } from './sealed-columns.ts';

/** Secrets that could not be opened, because their key is missing or they are damaged. */
export class UnreadableSecrets extends Error {
  constructor(places: readonly string[]) {
    super(`These secrets cannot be opened with the keys there are: ${places.join(', ')}. No key was dropped.`);
  }
}

/**
 * Seals with the newest key whatever is sealed with another. Returns how many secrets were. Being cut off harms nothing: all keys are
 * still there. Throws `UnreadableSecrets` after having sealed the others.
 */
export async function reseal(database: Database, keyring: Keyring): Promise<number> {
  const unreadable: string[] = [];
  let sealed = 0;
  for (const { table, column, contextOf } of sealedColumns) {
    const [name, secret] = [sql.identifier(table), sql.identifier(column)];
    const { rows } = await database.execute<{ id: string; sealed: string }>(
      sql`SELECT id, ${secret} AS sealed FROM ${name} ORDER BY id`,
    );
    for (const row of rows) {
      if (isSealedAnew(keyring, row.sealed)) continue;
      let again: string;
      try {
        again = seal(keyring, open(keyring, row.sealed, contextOf(row.id)), contextOf(row.id));
      } catch {
        unreadable.push(`${table} ${row.id}`);
        continue;
      }
      // Only over what was read: somebody may have changed it meanwhile.
      const changed = await database.execute(
        sql`UPDATE ${name} SET ${secret} = ${again} WHERE id = ${row.id} AND ${secret} = ${row.sealed}`,
      );
      sealed += changed.rowCount ?? 0;
    }
  }
  if (unreadable.length > 0) throw new UnreadableSecrets(unreadable);
  return sealed;
}
