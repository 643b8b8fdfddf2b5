import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';
import type { NamedIdentifier } from './mention-pattern.ts';
import { numbersOf } from './profile-numbers.ts';
import { identifier } from './schema/identity.ts';

/** Everything by which the stores know a person. */
export interface Person {
  /** Numbers that count for the profile, its own among them, ascending. */
  numbers: number[];
  identifiers: (NamedIdentifier & { id: number })[];
}

/** A profile (its number) of a workspace (its number), as it is known now; without identifiers where there is none. */
export async function findPerson(
  database: Database | Transaction,
  workspace: number,
  profile: number,
): Promise<Person> {
  const identifiers = await database
    .select({ id: identifier.id, kind: identifier.kind, value: identifier.value })
    .from(identifier)
    .where(and(eq(identifier.workspace, workspace), eq(identifier.profile, profile)))
    .orderBy(identifier.kind, identifier.value);
  const counted = await database.execute<{ number: string }>(sql`
    SELECT number FROM (
      SELECT DISTINCT ON (number) number, profile FROM profile_alias
      WHERE workspace = ${workspace} AND number IN (SELECT number FROM profile_alias WHERE workspace = ${workspace} AND profile = ${profile})
      ORDER BY number, batch DESC
    ) AS latest
    WHERE profile = ${profile}`);
  const named = await numbersOf(database, workspace, profile);
  const numbers = new Set([...named, ...counted.rows.map(({ number }) => Number(number))]);
  return { numbers: [...numbers].sort((a, b) => a - b), identifiers };
}

/** An identifier in the one text that stands for it: in `erasure_subject`, in `source_message`, and in what is hashed. */
export function nameOf({ kind, value }: NamedIdentifier): string {
  return `${kind}:${value}`;
}
