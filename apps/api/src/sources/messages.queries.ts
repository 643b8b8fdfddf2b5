import { and, desc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import type { MessageQuery } from './messages.schemas.ts';
import type { OutcomeCounts } from './sources.schemas.ts';

const { profileAlias, sourceHour, sourceMessage } = schema;

export type MessageRow = typeof sourceMessage.$inferSelect;

/** Messages of a source that the debugger has, newest first. */
export async function listMessages(
  database: Database,
  sourceId: string,
  { before, after, outcome, search, limit }: Omit<MessageQuery, 'cursor'> & { before: number | null },
): Promise<MessageRow[]> {
  const pattern = search ? `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : undefined;
  return database
    .select()
    .from(sourceMessage)
    .where(
      and(
        eq(sourceMessage.sourceId, sourceId),
        before === null ? undefined : lt(sourceMessage.id, before),
        after === undefined ? undefined : gt(sourceMessage.id, after),
        outcome && eq(sourceMessage.outcome, outcome),
        pattern === undefined
          ? undefined
          : sql`(${sourceMessage.raw} ILIKE ${pattern} OR array_to_string(${sourceMessage.identifiers}, ' ') ILIKE ${pattern})`,
      ),
    )
    .orderBy(desc(sourceMessage.id))
    .limit(limit);
}

export async function findMessage(database: Database, sourceId: string, id: number): Promise<MessageRow | undefined> {
  const [found] = await database
    .select()
    .from(sourceMessage)
    .where(and(eq(sourceMessage.sourceId, sourceId), eq(sourceMessage.id, id)));
  return found;
}

/** The profile that each of these numbers counts for now; a number that is absent counts for itself. */
export async function currentProfiles(
  database: Database,
  workspace: number,
  numbers: number[],
): Promise<Map<number, number>> {
  if (numbers.length === 0) return new Map();
  const rows = await database
    .selectDistinctOn([profileAlias.number], { number: profileAlias.number, profile: profileAlias.profile })
    .from(profileAlias)
    .where(and(eq(profileAlias.workspace, workspace), inArray(profileAlias.number, numbers)))
    .orderBy(profileAlias.number, desc(profileAlias.batch));
  return new Map(rows.map(({ number, profile }) => [number, profile]));
}

/** What came in each hour from `since` on; hours in which nothing came are absent. */
export async function listHours(
  database: Database,
  sourceId: string,
  since: Date,
): Promise<(OutcomeCounts & { hour: Date })[]> {
  const { hour, accepted, duplicate, ignored, refused } = sourceHour;
  return database
    .select({ hour, accepted, duplicate, ignored, refused })
    .from(sourceHour)
    .where(and(eq(sourceHour.sourceId, sourceId), gte(hour, since)))
    .orderBy(hour);
}
