import { and, asc, desc, eq, getTableColumns, isNull, lte, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { definition, run, segmentHead, segmentSize } = schema;

/** A segment with what is published of it; no head before its first run. Nothing where there is no such segment. */
export async function findSegment(database: Database, workspaceId: string, id: string) {
  const [found] = await database
    .select({ id: definition.id, name: definition.name, createdAt: definition.createdAt, head: segmentHead })
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

/** Rows of a segment's history that are looked at: with changes every second those of a day. */
const mostRows = 100_000;

/**
 * Sizes of a segment after its latest runs, oldest first, at most `most`. What entered and left between two runs counts with the later of
 * them; after the last there may be one point more, of what changed since.
 */
export async function listSizes(database: Database, workspaceId: string, id: string, most: number) {
  const row = getTableColumns(segmentSize);
  const latest = database
    .select({
      ...row,
      // How many runs there are from here on: the same for a run and what was changed since the one before.
      part: sql<number>`count(*) FILTER (WHERE ${run.scope} IS DISTINCT FROM 'live') OVER (ORDER BY ${row.run} DESC)`.as(
        'part',
      ),
    })
    .from(segmentSize)
    .leftJoin(run, and(eq(run.workspaceId, workspaceId), eq(run.number, segmentSize.run)))
    .where(eq(segmentSize.definitionId, id))
    .orderBy(desc(segmentSize.run))
    .limit(mostRows)
    .as('latest');
  const points = database
    .select({
      run: latest.run,
      version: latest.version,
      asOf: latest.asOf,
      members: latest.members,
      afterRules: latest.afterRules,
      boundary: latest.boundary,
      corrected: latest.corrected,
      part: latest.part,
      entered: sql<number>`sum(${latest.entered}) OVER (PARTITION BY ${latest.part})`
        .mapWith(Number)
        .as('entered_since'),
      left: sql<number>`sum(${latest.left}) OVER (PARTITION BY ${latest.part})`.mapWith(Number).as('left_since'),
      place: sql<number>`row_number() OVER (PARTITION BY ${latest.part} ORDER BY ${latest.run} DESC)`.as('place'),
    })
    .from(latest)
    .as('points');
  return database
    .select()
    .from(points)
    .where(and(eq(points.place, 1), lte(points.part, most)))
    .orderBy(asc(points.run));
}
