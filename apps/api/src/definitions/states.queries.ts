import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { metricValue, run, segmentHead, segmentSize } = schema;

export type SegmentHead = typeof segmentHead.$inferSelect;
export type MetricValue = typeof metricValue.$inferSelect;

/** What readers see of segments, by id. */
export async function loadHeads(database: Database, ids: string[]): Promise<Map<string, SegmentHead>> {
  if (ids.length === 0) return new Map();
  const rows = await database.select().from(segmentHead).where(inArray(segmentHead.definitionId, ids));
  return new Map(rows.map((row) => [row.definitionId, row]));
}

/** The latest value of each metric, by id. */
export async function loadMetricValues(database: Database, ids: string[]): Promise<Map<string, MetricValue>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectDistinctOn([metricValue.definitionId])
    .from(metricValue)
    .where(inArray(metricValue.definitionId, ids))
    .orderBy(metricValue.definitionId, sql`${metricValue.run} DESC`);
  return new Map(rows.map((row) => [row.definitionId, row]));
}

/** What a metric was in its latest runs, oldest first, at most `most` of them. */
export async function listMetricValues(database: Database, id: string, most: number): Promise<MetricValue[]> {
  const latest = database
    .select()
    .from(metricValue)
    .where(eq(metricValue.definitionId, id))
    .orderBy(desc(metricValue.run))
    .limit(most)
    .as('latest');
  return database.select().from(latest).orderBy(asc(latest.run));
}

/** What metrics were in a run, by id; null for no value. Those that it did not compute are not there. */
export async function loadMetricValuesOfRun(
  database: Database,
  ids: string[],
  run: number,
): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .select({ id: metricValue.definitionId, value: metricValue.value })
    .from(metricValue)
    .where(and(inArray(metricValue.definitionId, ids), eq(metricValue.run, run)));
  return new Map(rows.map(({ id, value }) => [id, value]));
}

export interface SizePoint {
  asOf: Date;
  members: number;
}

/** The size of each segment after the latest runs of its workspace, oldest first, at most `most` of each; not what changed between two of them. */
export async function loadSizes(
  database: Database,
  workspaceId: string,
  ids: string[],
  most: number,
): Promise<Map<string, SizePoint[]>> {
  if (ids.length === 0) return new Map();
  const latest = database
    .select({ number: run.number })
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.status, 'completed'), ne(run.scope, 'live')))
    .orderBy(desc(run.number))
    .limit(most);
  const rows = await database
    .select({ id: segmentSize.definitionId, asOf: segmentSize.asOf, members: segmentSize.members })
    .from(segmentSize)
    .where(and(inArray(segmentSize.definitionId, ids), inArray(segmentSize.run, latest)))
    .orderBy(asc(segmentSize.run));
  const byId = Map.groupBy(rows, ({ id }) => id);
  return new Map([...byId].map(([id, points]) => [id, points.map(({ asOf, members }) => ({ asOf, members }))]));
}

/** Members of each segment as of seven days before its head, where a run spoke of that time. */
export async function loadSizesWeekAgo(database: Database, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const result = await database.execute<{ id: string; members: string }>(sql`
    SELECT head.definition_id AS id, size.members
    FROM segment_head AS head
    CROSS JOIN LATERAL (
      SELECT members
      FROM segment_size
      WHERE definition_id = head.definition_id AND as_of <= head.as_of - interval '7 days'
      ORDER BY as_of DESC, run DESC
      LIMIT 1
    ) AS size
    WHERE head.definition_id IN ${ids}`);
  return new Map(result.rows.map((row) => [row.id, Number(row.members)]));
}
