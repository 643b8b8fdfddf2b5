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
 * files are used again: see docs/privacy.md.
 */
export async function scrubPostgres(database: Database): Promise<void> {
  for (const table of personalTables) await database.execute(`VACUUM (FULL, ANALYZE) ${table}`);
  // What the planner noted of their values, as samples.
  await database.execute('VACUUM (FULL) pg_catalog.pg_statistic');
  await database.execute('CHECKPOINT');
}
