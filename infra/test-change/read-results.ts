import type { ClickHouseClient } from '@clickhouse/client';
import { schema, type Database } from '@cutline/postgres';
import { definition as definitionSchema, type Definition, type DefinitionId } from '@cutline/segment-definition';
import { asc, eq, getTableColumns } from 'drizzle-orm';

const { definition, definitionVersion, liveClock, metricValue, run, segmentHead, segmentSize, stream } = schema;

/** What the product says of a workspace. */
export interface Results {
  runs: (typeof run.$inferSelect)[];
  heads: (typeof segmentHead.$inferSelect)[];
  metrics: (typeof metricValue.$inferSelect)[];
  sizes: (typeof segmentSize.$inferSelect)[];
  streams: (typeof stream.$inferSelect)[];
  /** Up to where live runs have brought the segments; null before the first run. */
  clock: typeof liveClock.$inferSelect | null;
  /** Ids of the segments that are published. */
  segments: string[];
  /** Every version of every definition, as `id version`. */
  documents: Map<string, unknown>;
  /** Sets of members by chunk, in the order of their runs. */
  memberships: { segment: string; chunk: number; run: number; members: number[] }[];
  /** In the order of their runs. */
  changes: { segment: string; run: number; profile: number; change: 'entered' | 'left'; reason: string }[];
  /** Rows of scratch. */
  scratch: number;
}

/** Reads it all, of a workspace (its id and number). */
export async function readResults(
  { database, clickhouse }: { database: Database; clickhouse: ClickHouseClient },
  { id, number }: { id: string; number: number },
): Promise<Results> {
  const scan = async <Row>(query: string): Promise<Row[]> =>
    (
      await clickhouse.query({
        query: query.replace(':mine', 'workspace = {workspace:UInt32}'),
        query_params: { workspace: number },
        format: 'JSONEachRow',
      })
    ).json<Row>();
  const mine = eq(definition.workspaceId, id);
  const its = { runs: eq(run.workspaceId, id), streams: eq(stream.workspaceId, id) };
  const ofDefinition = <T extends typeof metricValue | typeof segmentSize | typeof segmentHead>(table: T) =>
    eq(definition.id, table.definitionId);
  const [runs, heads, metrics, sizes, streams, clocks, versions, memberships, changes, scratch] = await Promise.all([
    database.select().from(run).where(its.runs).orderBy(asc(run.number)),
    database
      .select(getTableColumns(segmentHead))
      .from(segmentHead)
      .innerJoin(definition, ofDefinition(segmentHead))
      .where(mine),
    database
      .select(getTableColumns(metricValue))
      .from(metricValue)
      .innerJoin(definition, ofDefinition(metricValue))
      .where(mine),
    database
      .select(getTableColumns(segmentSize))
      .from(segmentSize)
      .innerJoin(definition, ofDefinition(segmentSize))
      .where(mine),
    database.select().from(stream).where(its.streams).orderBy(asc(stream.number)),
    database.select().from(liveClock).where(eq(liveClock.workspaceId, id)),
    database
      .select({ ...getTableColumns(definitionVersion), kind: definition.kind, deletedAt: definition.deletedAt })
      .from(definitionVersion)
      .innerJoin(definition, eq(definition.id, definitionVersion.definitionId))
      .where(mine),
    scan<Omit<Results['memberships'][number], 'run'> & { run: string }>(
      'SELECT segment, chunk, run, arraySort(bitmapToArray(members)) AS members FROM memberships WHERE :mine ORDER BY run, segment, chunk',
    ),
    scan<Omit<Results['changes'][number], 'run'> & { run: string }>(
      'SELECT segment, run, profile, change, reason FROM membership_changes FINAL WHERE :mine ORDER BY run, segment, profile',
    ),
    scan<{ rows: string }>('SELECT count() AS rows FROM run_bitmaps WHERE :mine'),
  ]);
  const published = versions.filter(({ kind, deletedAt }) => kind === 'segment' && deletedAt === null);
  return {
    runs,
    heads,
    metrics,
    sizes,
    streams,
    clock: clocks[0] ?? null,
    segments: [...new Set(published.map(({ definitionId }) => definitionId))].sort(),
    documents: new Map(versions.map(({ definitionId, version, document }) => [`${definitionId} ${version}`, document])),
    // The base has sets of its own there, under ids that no definition has.
    memberships: memberships
      .filter(({ segment }) => versions.some(({ definitionId }) => definitionId === segment))
      .map((row) => ({ ...row, run: Number(row.run) })),
    changes: changes.map((row) => ({ ...row, run: Number(row.run) })),
    scratch: Number(scratch[0]!.rows),
  };
}

/** The versions that a run evaluates. */
export function documentsOf(
  { documents }: Pick<Results, 'documents'>,
  { versions }: Pick<Results['runs'][number], 'versions'>,
): Map<DefinitionId, Definition> {
  return new Map(
    Object.entries(versions).map(([id, version]) => [id, definitionSchema.parse(documents.get(`${id} ${version}`))]),
  );
}
