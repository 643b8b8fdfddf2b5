import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { definition, segmentHead, segmentSize } = schema;

/** A segment with what is published of it; no head before its first run. Nothing where there is no such segment. */
export async function findSegment(database: Database, workspaceId: string, id: string) {
  const [found] = await database
    .select({ id: definition.id, name: definition.name, head: segmentHead })
    .from(definition)
    .leftJoin(segmentHead, eq(segmentHead.definitionId, definition.id))
    .where(
      and(
        eq(definition.workspaceId, workspaceId),
        eq(definition.id, id),
        eq(definition.kind, 'segment'),
        isNull(definition.deletedAt),
      ),
    );
  return found;
}

/** The latest sizes of a segment, oldest first, at most `most`. */
export async function listSizes(database: Database, id: string, most: number) {
  const latest = database
    .select()
    .from(segmentSize)
    .where(eq(segmentSize.definitionId, id))
    .orderBy(desc(segmentSize.run))
    .limit(most)
    .as('latest');
  return database.select().from(latest).orderBy(asc(latest.run));
}
