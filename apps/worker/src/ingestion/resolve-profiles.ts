import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@cutline/postgres';
import { assignProfiles, identifierKinds, type IdentifierKind, type IdentifierRow } from './assign-profiles.ts';
import type { Identifiers } from './incoming.ts';

export interface ResolvedProfiles {
  /** The profile of each entry, in the order of the entries. */
  profiles: number[];
  /** See `Assignment`. */
  named: IdentifierRow[];
  conflicts: number;
}

/**
 * The profile of each entry (normalised identifiers), as `assignProfiles` decides; new identifiers are stored. Numbers
 * are handed out under the lock on the workspace's counter, in the same transaction, so that there are no gaps.
 * Asked again it answers the same.
 */
export async function resolveProfiles(
  database: Database,
  workspace: number,
  entries: readonly Identifiers[],
): Promise<ResolvedProfiles> {
  if (entries.length === 0) return { profiles: [], named: [], conflicts: 0 };
  return database.transaction(async (tx) => {
    const counter = await tx.execute<{ last_profile: string }>(
      sql`SELECT last_profile FROM workspace_counter WHERE workspace = ${workspace} FOR UPDATE`,
    );
    const lastProfile = Number(counter.rows[0]!.last_profile);
    const identifiers = await knownIdentifiers(tx, workspace, entries);
    const assigned = assignProfiles(entries, {
      identifiers,
      withCustomId: await profilesWithCustomId(tx, workspace, identifiers),
      lastProfile,
    });
    await storeIdentifiers(tx, workspace, assigned.added);
    if (assigned.lastProfile !== lastProfile) {
      await tx.execute(
        sql`UPDATE workspace_counter SET last_profile = ${assigned.lastProfile} WHERE workspace = ${workspace}`,
      );
    }
    const { profiles, named, conflicts } = assigned;
    return { profiles, named, conflicts };
  });
}

async function knownIdentifiers(
  tx: Transaction,
  workspace: number,
  entries: readonly Identifiers[],
): Promise<IdentifierRow[]> {
  const found: IdentifierRow[] = [];
  for (const kind of identifierKinds) {
    const values = [...new Set(entries.map((entry) => entry[kind]).filter((value) => value !== undefined))];
    if (values.length === 0) continue;
    const result = await tx.execute<{ value: string; profile: string }>(sql`
      SELECT value, profile FROM identifier
      WHERE workspace = ${workspace} AND kind = ${kind} AND value = ANY (${sql.param(values)}::text[])`);
    for (const row of result.rows) found.push({ kind, value: row.value, profile: Number(row.profile) });
  }
  return found;
}

async function profilesWithCustomId(tx: Transaction, workspace: number, rows: IdentifierRow[]): Promise<number[]> {
  const profiles = [...new Set(rows.filter((row) => row.kind !== 'customId').map((row) => row.profile))];
  if (profiles.length === 0) return [];
  const result = await tx.execute<{ profile: string }>(sql`
    SELECT DISTINCT profile FROM identifier
    WHERE workspace = ${workspace} AND kind = 'customId' AND profile = ANY (${sql.param(profiles)}::bigint[])`);
  return result.rows.map((row) => Number(row.profile));
}

async function storeIdentifiers(tx: Transaction, workspace: number, rows: IdentifierRow[]): Promise<void> {
  if (rows.length === 0) return;
  const kinds: IdentifierKind[] = rows.map((row) => row.kind);
  const result = await tx.execute(sql`
    INSERT INTO identifier (workspace, kind, value, profile)
    SELECT ${workspace}::integer, * FROM unnest(
      ${sql.param(kinds)}::text[],
      ${sql.param(rows.map((row) => row.value))}::text[],
      ${sql.param(rows.map((row) => row.profile))}::bigint[])
    ON CONFLICT DO NOTHING`);
  // Whoever stores identifiers holds the counter's lock. Were one stored by another way meanwhile, a number would be wasted and a
  // row would speak of two people: give up, the retry reads what is there now.
  if (result.rowCount !== rows.length) throw new Error('Identifiers were stored by another writer at the same time');
}
