import { sql, type SQL } from 'drizzle-orm';
import { mentionPattern, nameOf, type Database, type Transaction } from '@cutline/postgres';
import type { ErasureSubject } from './erasure-subject.ts';
import { addToReceipt, type Counts } from './receipt.ts';

/**
 * Takes a person out of PostgreSQL in one transaction: what names them, what links that to others, what the debugger and imports that
 * refused rows remember. `mentioned` are free texts: rows in which an identifier stands by itself go, whatever it means there.
 */
export async function eraseFromPostgres(database: Database, subject: ErasureSubject): Promise<void> {
  await database.transaction(async (tx) => {
    const counts: Counts = {};
    for (const [name, condition] of Object.entries(conditions(subject))) {
      const removed = await tx.execute(sql`DELETE FROM ${sql.identifier(tableOf[name]!)} WHERE ${condition}`);
      counts[name] = removed.rowCount ?? 0;
    }
    await addToReceipt(tx, subject.erasureId, counts);
  });
  // The planner's statistics hold samples of the values.
  await database.execute(sql`ANALYZE identifier, identity_link, profile_alias, source_message, import_reject, inbox`);
}

/** How many rows of PostgreSQL are still the person's. */
export async function countInPostgres(database: Database | Transaction, subject: ErasureSubject): Promise<number> {
  let remaining = 0;
  for (const [name, condition] of Object.entries(conditions(subject))) {
    const found = await database.execute<{ rows: string }>(
      sql`SELECT count(*) AS rows FROM ${sql.identifier(tableOf[name]!)} WHERE ${condition}`,
    );
    remaining += Number(found.rows[0]!.rows);
  }
  return remaining;
}

const tableOf: Record<string, string> = {
  links: 'identity_link',
  aliases: 'profile_alias',
  debuggerMessages: 'source_message',
  importRejects: 'import_reject',
  identifiers: 'identifier',
};

/** Which rows are the person's; links come before the identifiers that they are found by. */
function conditions({ workspace, workspaceId, numbers, identifiers }: ErasureSubject): Record<string, SQL> {
  const names = sql.param(identifiers.map(nameOf));
  const own = sql`(kind || ':' || value) = ANY (${names}::text[])`;
  const ids = sql`(SELECT id FROM identifier WHERE workspace = ${workspace} AND kind = ANY ('{customId,email,phone,anonymousId}')
    AND value = ANY (${sql.param(identifiers.map(({ value }) => value))}::text[]) AND ${own})`;
  const these = sql`ANY (${sql.param(numbers)}::bigint[])`;
  const pattern = mentionPattern(identifiers);
  return {
    links: sql`workspace = ${workspace} AND (from_id IN ${ids} OR to_id IN ${ids})`,
    aliases: sql`workspace = ${workspace} AND (number = ${these} OR profile = ${these})`,
    debuggerMessages: sql`workspace = ${workspace} AND (identifiers && ${names}::text[] OR number = ${these}
      OR raw ~* ${pattern} OR read::text ~* ${pattern} OR problems::text ~* ${pattern})`,
    importRejects: sql`import_id IN (SELECT id FROM import WHERE workspace_id = ${workspaceId})
      AND (raw ~* ${pattern} OR message ~* ${pattern} OR value ~* ${pattern})`,
    identifiers: sql`workspace = ${workspace} AND kind = ANY ('{customId,email,phone,anonymousId}')
      AND value = ANY (${sql.param(identifiers.map(({ value }) => value))}::text[]) AND ${own}`,
  };
}
