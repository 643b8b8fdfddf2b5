import { and, asc, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { definition, definitionVersion, run, runStep, segmentSize } = schema;

export type RunRow = typeof run.$inferSelect;
export type RunStepRow = typeof runStep.$inferSelect;

const notLive = ne(run.scope, 'live');

/** A page of runs, latest first, before run number `before`; those between two runs only with `live`. */
export async function listRuns(
  database: Database,
  workspaceId: string,
  { before, live, limit }: { before: number | null; live: boolean; limit: number },
): Promise<RunRow[]> {
  return database
    .select()
    .from(run)
    .where(
      and(
        eq(run.workspaceId, workspaceId),
        live ? undefined : notLive,
        before === null ? undefined : lt(run.number, before),
      ),
    )
    .orderBy(desc(run.number))
    .limit(limit);
}

export async function findRun(database: Database, workspaceId: string, id: string): Promise<RunRow | undefined> {
  const [found] = await database
    .select()
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.id, id)));
  return found;
}

/** The run that is under way, if any; live ones take a moment, and nothing waits for them. */
export async function findRunning(database: Database, workspaceId: string): Promise<RunRow | undefined> {
  const [found] = await database
    .select()
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.status, 'running'), notLive))
    .orderBy(desc(run.number))
    .limit(1);
  return found;
}

/** The last run that computed metrics and ended well. */
export async function findLastCompleted(database: Database, workspaceId: string): Promise<RunRow | undefined> {
  const [found] = await database
    .select()
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.status, 'completed'), notLive))
    .orderBy(desc(run.number))
    .limit(1);
  return found;
}

/** Steps of runs, in their order. */
export async function listSteps(database: Database, runIds: string[]): Promise<RunStepRow[]> {
  if (runIds.length === 0) return [];
  return database
    .select()
    .from(runStep)
    .where(inArray(runStep.runId, runIds))
    .orderBy(asc(runStep.runId), asc(runStep.position));
}

/** Entries and exits over all segments, by run number. */
export async function sumChanges(
  database: Database,
  workspaceId: string,
  numbers: number[],
): Promise<Map<number, { entered: number; left: number }>> {
  const sums = new Map<number, { entered: number; left: number }>();
  if (numbers.length === 0) return sums;
  const rows = await database
    .select({ run: segmentSize.run, entered: segmentSize.entered, left: segmentSize.left })
    .from(segmentSize)
    .innerJoin(definition, eq(definition.id, segmentSize.definitionId))
    .where(and(eq(definition.workspaceId, workspaceId), inArray(segmentSize.run, numbers)));
  for (const { run: number, entered, left } of rows) {
    const sum = sums.get(number) ?? { entered: 0, left: 0 };
    sums.set(number, { entered: sum.entered + entered, left: sum.left + left });
  }
  return sums;
}

/** What definitions are called, by name; deleted ones too. */
export async function namedDefinitions(database: Database, workspaceId: string, ids: string[]) {
  if (ids.length === 0) return [];
  return database
    .select({ id: definition.id, kind: definition.kind, name: definition.name })
    .from(definition)
    .where(and(eq(definition.workspaceId, workspaceId), inArray(definition.id, ids)))
    .orderBy(asc(definition.name), asc(definition.id));
}

/** The versions that a run evaluates, as they were written. */
export async function listVersionsOfRun(database: Database, versions: RunRow['versions']) {
  const ids = Object.keys(versions);
  if (ids.length === 0) return [];
  return database
    .select({
      definitionId: definitionVersion.definitionId,
      version: definitionVersion.version,
      document: definitionVersion.document,
    })
    .from(definitionVersion)
    .where(
      and(
        inArray(definitionVersion.definitionId, ids),
        sql`${definitionVersion.version} = (${JSON.stringify(versions)}::jsonb ->> ${definitionVersion.definitionId}::text)::integer`,
      ),
    )
    .orderBy(asc(definitionVersion.definitionId));
}
