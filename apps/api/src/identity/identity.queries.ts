import { and, eq, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import type { ConflictEnds, IdentifierOf } from './identity.schemas.ts';

const { identifier } = schema;

/** The number of the profile that an identifier names; undefined where it names nobody. */
export async function findProfileOf(
  database: Database,
  workspace: number,
  { kind, value }: IdentifierOf,
): Promise<number | undefined> {
  const [found] = await database
    .select({ profile: identifier.profile })
    .from(identifier)
    .where(
      and(
        eq(identifier.workspace, workspace),
        eq(identifier.kind, kind),
        eq(identifier.value, value),
        eq(identifier.seen, true),
      ),
    );
  return found?.profile;
}

/** Notes that somebody left a conflict as it is; null: that nobody did. Returns whether there is such a conflict. */
export async function setDismissed(
  database: Database,
  workspace: number,
  { from, to }: ConflictEnds,
  dismissed: { by: string } | null,
): Promise<boolean> {
  const result = await database.execute(sql`
    UPDATE identity_link AS link
    SET dismissed_at = ${dismissed ? sql`now()` : sql`NULL`}, dismissed_by = ${dismissed?.by ?? null}
    FROM identifier AS begun, identifier AS ended
    WHERE link.workspace = ${workspace} AND link.kind = 'together' AND NOT link.followed
      AND begun.workspace = ${workspace} AND begun.kind = ${from.kind} AND begun.value = ${from.value}
      AND ended.workspace = ${workspace} AND ended.kind = ${to.kind} AND ended.value = ${to.value}
      AND link.from_id = begun.id AND link.to_id = ended.id`);
  return (result.rowCount ?? 0) > 0;
}
