import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';
import { identifier, profileAlias } from './schema/identity.ts';

/** The profile that a number of a workspace (its number) counts for now: itself, unless it was merged into another. */
export async function currentProfile(
  database: Database | Transaction,
  workspace: number,
  number: number,
): Promise<number> {
  const [alias] = await database
    .select({ profile: profileAlias.profile })
    .from(profileAlias)
    .where(and(eq(profileAlias.workspace, workspace), eq(profileAlias.number, number)))
    .orderBy(desc(profileAlias.batch))
    .limit(1);
  return alias?.profile ?? number;
}

/** All numbers that count for a profile now, its own among them, ascending: what was said of it stands under these. */
export async function numbersOf(
  database: Database | Transaction,
  workspace: number,
  profile: number,
): Promise<number[]> {
  return [...(await numbersOfProfiles(database, workspace, [profile])).keys()].sort((a, b) => a - b);
}

/** The same of several profiles at once: each number with the profile that it counts for. */
export async function numbersOfProfiles(
  database: Database | Transaction,
  workspace: number,
  profiles: readonly number[],
): Promise<Map<number, number>> {
  const numbers = new Map(profiles.map((profile) => [profile, profile]));
  if (profiles.length === 0) return numbers;
  const rows = await database
    .select({ number: identifier.number, profile: identifier.profile })
    .from(identifier)
    .where(
      and(
        eq(identifier.workspace, workspace),
        inArray(identifier.profile, [...profiles]),
        isNotNull(identifier.number),
      ),
    )
    .orderBy(asc(identifier.number));
  for (const { number, profile } of rows) if (number !== null) numbers.set(number, profile);
  return numbers;
}
