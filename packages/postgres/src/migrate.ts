import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { Database } from './client.ts';

const folder = fileURLToPath(new URL('../migrations', import.meta.url));
/** Any constant will do, as long as nothing else in the database locks on it. */
const migrationLock = 4100;

/**
 * Brings the tables up to date, forward only, and then whatever else is to be: processes that start together wait for one another with both.
 */
export async function migratePostgres(database: Database, others?: () => Promise<unknown>): Promise<void> {
  const connection = await database.$client.connect();
  try {
    await connection.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await migrate(database, { migrationsFolder: folder });
    await others?.();
  } finally {
    await connection.query('SELECT pg_advisory_unlock($1)', [migrationLock]).finally(() => connection.release());
  }
}

/** The migrations applied so far, oldest first, by their hash. */
export async function appliedMigrations(database: Database): Promise<string[]> {
  const result = await database.execute<{ hash: string }>(
    sql`SELECT hash FROM drizzle.__drizzle_migrations ORDER BY id`,
  );
  return result.rows.map((row) => row.hash);
}
