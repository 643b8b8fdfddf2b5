import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';

/** Tables in which something of people stands. */
export const personalTables = [
  'identifier',
  'identity_link',
  'profile_alias',
  'inbox',
  'source_message',
  'import_reject',
  'erasure_subject',
  'erased_identifier',
] as const;

/**
 * Makes PostgreSQL forget in its files what its tables do not say any more: writes the tables that hold something of people anew, their indexes with
 * them, and has everything that is in memory written down. Each table is locked while it is written. What the write-ahead log still says goes as its
 * files are used again: see docs/privacy.md. Rows that somebody still sees who began before are kept by PostgreSQL, so it waits for those; throws when they
 * take longer than `patience` milliseconds.
 */
export async function scrubPostgres(database: Database, patience = 600_000): Promise<void> {
  await untilNobodySeesOlder(database, patience);
  for (const table of personalTables) await database.execute(`VACUUM (FULL, ANALYZE) ${table}`);
  // What the planner noted of their values, as samples.
  await database.execute('VACUUM (FULL) pg_catalog.pg_statistic');
  await database.execute('CHECKPOINT');
}

/**
 * Autovacuum counts among them: it analyses tables in transactions of its own. So does who only writes to another database of the same PostgreSQL:
 * whoever looks at ours meanwhile, `VACUUM FULL` itself too, sees what there was when that one began.
 */
async function untilNobodySeesOlder(database: Database, patience: number): Promise<void> {
  const { rows } = await database.execute<{ now: string }>(sql`SELECT pg_current_xact_id()::xid::text AS now`);
  for (const end = Date.now() + patience; ; await wait(200)) {
    const older = await database.execute<{ pid: number }>(sql`
      SELECT pid FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND (age(backend_xid) >= age(${rows[0]!.now}::xid)
        OR age(backend_xmin) >= age(${rows[0]!.now}::xid) AND coalesce(datname, current_database()) = current_database())`);
    if (older.rows.length === 0) return;
    if (Date.now() > end)
      throw new Error(
        `Transactions that began long ago still see what was deleted: end the processes ${older.rows.map(({ pid }) => pid).join(', ')} of PostgreSQL, then scrub again.`,
      );
  }
}
