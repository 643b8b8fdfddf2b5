import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import { escapeLike } from '../definitions/definitions.queries.ts';

const { identifier, ingestionBatch } = schema;

export interface Identifiers {
  customId: string | null;
  email: string | null;
  phone: string | null;
}

const none: Identifiers = { customId: null, email: null, phone: null };

/** The identifier whose number the profile has. */
const namesakeFirst = sql`${identifier.number} IS NOT DISTINCT FROM ${identifier.profile} DESC`;

/** What profiles are called, by number; of several of a kind the one that holds after an alias, else the first in byte order. */
export async function loadIdentifiers(
  database: Database,
  workspace: number,
  profiles: number[],
): Promise<(profile: number) => Identifiers> {
  const found = new Map<number, Identifiers>();
  if (profiles.length > 0) {
    const rows = await database
      .selectDistinctOn([identifier.profile, identifier.kind], {
        profile: identifier.profile,
        kind: identifier.kind,
        value: identifier.value,
      })
      .from(identifier)
      .where(and(eq(identifier.workspace, workspace), eq(identifier.seen, true), inArray(identifier.profile, profiles)))
      .orderBy(identifier.profile, identifier.kind, namesakeFirst, sql`${identifier.value} COLLATE "C"`);
    for (const { profile, kind, value } of rows) found.set(profile, { ...(found.get(profile) ?? none), [kind]: value });
  }
  return (profile) => found.get(profile) ?? none;
}

/** Everything that names one profile, of several of a kind the one that holds after an alias first, with the batch that first brought it: when it was made, and by whom. */
export async function listIdentifiers(database: Database, workspace: number, profile: number) {
  return database
    .select({
      id: identifier.id,
      kind: identifier.kind,
      value: identifier.value,
      since: ingestionBatch.createdAt,
      origin: ingestionBatch.origin,
    })
    .from(identifier)
    .leftJoin(
      ingestionBatch,
      and(eq(ingestionBatch.workspace, identifier.workspace), eq(ingestionBatch.number, identifier.batch)),
    )
    .where(and(eq(identifier.workspace, workspace), eq(identifier.profile, profile), eq(identifier.seen, true)))
    .orderBy(asc(identifier.kind), namesakeFirst, asc(identifier.value));
}

/** Numbers after `after`, ascending, of named profiles; with `search`, of those an identifier of which begins with it. */
export async function findProfiles(
  database: Database,
  workspace: number,
  { search, after, limit }: { search?: string; after: number; limit: number },
): Promise<number[]> {
  const beginning = (text: string) => sql`${identifier.value} LIKE ${`${escapeLike(text)}%`}`;
  const rows = await database
    .selectDistinct({ profile: identifier.profile })
    .from(identifier)
    .where(
      and(
        eq(identifier.workspace, workspace),
        eq(identifier.seen, true),
        gt(identifier.profile, after),
        // E-mail addresses are kept in lower case, however they were written.
        search ? or(beginning(search), beginning(search.toLowerCase())) : undefined,
      ),
    )
    .orderBy(asc(identifier.profile))
    .limit(limit);
  return rows.map(({ profile }) => profile);
}
