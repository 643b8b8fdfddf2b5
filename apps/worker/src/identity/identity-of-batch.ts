import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@cutline/postgres';
import type { IdentifierKind } from './identifier-kinds.ts';

/** What a batch that is not tried again said of identity, and that stays: identifiers it was the first to be of, and aliases of numbers. */
export async function identityOf(
  database: Database,
  workspace: number,
  batch: number,
): Promise<{
  identifiers: { kind: IdentifierKind; value: string; number: number }[];
  aliases: { number: number; profile: number }[];
}> {
  const found = await database.execute<{ kind: IdentifierKind; value: string; number: string }>(sql`
    SELECT kind, value, coalesce(number, profile) AS number FROM identifier
    WHERE workspace = ${workspace} AND batch = ${batch} AND seen`);
  return {
    identifiers: found.rows.map(({ kind, value, number }) => ({ kind, value, number: Number(number) })),
    aliases: await aliasesOf(database, workspace, batch),
  };
}

/** Numbers that count for another profile than before from a batch on. */
export async function aliasesOf(
  database: Database | Transaction,
  workspace: number,
  batch: number,
): Promise<{ number: number; profile: number }[]> {
  const found = await database.execute<{ number: string; profile: string }>(sql`
    SELECT number, profile FROM profile_alias WHERE workspace = ${workspace} AND batch = ${batch} ORDER BY number`);
  return found.rows.map(({ number, profile }) => ({ number: Number(number), profile: Number(profile) }));
}
