import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { metricValue, segmentHead } = schema;

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

/** The latest sizes of each segment, oldest first, at most `most` of each. */
export async function loadSizes(database: Database, ids: string[], most: number): Promise<Map<string, SizePoint[]>> {
  if (ids.length === 0) return new Map();
  const result = await database.execute<{ id: string; as_of: string; members: string }>(sql`
    SELECT definition_id AS id, as_of, members
    FROM (
      SELECT definition_id, as_of, members, run, row_number() OVER (PARTITION BY definition_id ORDER BY run DESC) AS place
      FROM segment_size
      WHERE ${inArray(schema.segmentSize.definitionId, ids)}
    ) AS ranked
    WHERE place <= ${most}
    ORDER BY run`);
  const found = new Map<string, SizePoint[]>();
  for (const row of result.rows) {
    const points = found.get(row.id) ?? [];
    points.push({ asOf: new Date(row.as_of), members: Number(row.members) });
    found.set(row.id, points);
  }
  return found;
}

/** Members of each segment as of seven days before its head, where a run spoke of that time. */
export async function loadSizesWeekAgo(database: Database, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const result = await database.execute<{ id: string; members: string }>(sql`
    SELECT DISTINCT ON (size.definition_id) size.definition_id AS id, size.members
    FROM segment_size AS size
    JOIN segment_head AS head ON head.definition_id = size.definition_id
    WHERE head.definition_id IN ${ids} AND size.as_of <= head.as_of - interval '7 days'
    ORDER BY size.definition_id, size.as_of DESC, size.run DESC`);
  return new Map(result.rows.map((row) => [row.id, Number(row.members)]));
}
