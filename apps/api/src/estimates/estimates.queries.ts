import { and, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import type { MeasuredStep } from '@cutline/segment-sql';

const { runStep, stream, workspaceCounter, workspaceQuota } = schema;

/** What a statement of a workspace's runs may take; null: no limit. */
export interface StatementLimits {
  seconds: number;
  rows: number | null;
}

/** Seconds that a statement of a run may take where the workspace has no limit of its own. */
const usualSeconds = 1_800;

export async function loadLimits(database: Database, workspaceId: string): Promise<StatementLimits> {
  const [quota] = await database.select().from(workspaceQuota).where(eq(workspaceQuota.workspaceId, workspaceId));
  return { seconds: quota?.statementSeconds ?? usualSeconds, rows: quota?.statementRows ?? null };
}

/** The streams that the workspace's next run can read: those that are built, and made with today's settings and time zones. */
export async function loadReadyStreams(
  database: Database,
  workspace: { id: string; timeZone: string; currency: string },
): Promise<{ number: number; document: unknown; hasTail: boolean }[]> {
  return (
    database
      .select({ number: stream.number, document: stream.document, hasTail: sql<boolean>`${stream.tailEvents} > 0` })
      .from(stream)
      .where(
        and(
          eq(stream.workspaceId, workspace.id),
          eq(stream.status, 'ready'),
          eq(stream.doubted, false),
          eq(stream.timeZone, workspace.timeZone),
          eq(stream.currency, workspace.currency),
          eq(stream.zoneData, schema.zoneData),
        ),
      )
      // Of two that hold the same the newer one is read.
      .orderBy(stream.number)
  );
}

/** The greatest number that a profile of the workspace has. */
export async function loadLastProfile(database: Database, workspace: number): Promise<number> {
  const [counter] = await database.select().from(workspaceCounter).where(eq(workspaceCounter.workspace, workspace));
  return counter?.lastProfile ?? 0;
}

/**
 * How long another step was under way beside one, in seconds: two share the processors, so that each would have taken half of that less alone.
 */
const beside = sql`(
  SELECT coalesce(sum(extract(epoch FROM least(other.finished_at, run_step.finished_at) - greatest(other.started_at, run_step.started_at))), 0)
  FROM run_step AS other
  WHERE other.run_id = run_step.run_id AND other.position <> run_step.position
    AND other.started_at < run_step.finished_at AND other.finished_at > run_step.started_at
)`;

/** What scans of the last runs of the installation read, and how long they took, or would have alone. */
export async function loadMeasuredSteps(database: Database, most: number): Promise<MeasuredStep[]> {
  const rows = await database
    .select({
      rows: runStep.rowsRead,
      bytes: runStep.bytesRead,
      seconds: sql<number>`(extract(epoch FROM ${runStep.finishedAt} - ${runStep.startedAt}) - ${beside} / 2)::float8`,
    })
    .from(runStep)
    .where(
      and(
        eq(runStep.status, 'completed'),
        inArray(runStep.kind, ['leaves', 'metrics']),
        gt(runStep.rowsRead, 0),
        isNotNull(runStep.bytesRead),
        isNotNull(runStep.startedAt),
      ),
    )
    .orderBy(desc(runStep.finishedAt))
    .limit(most);
  return rows.map(({ rows, bytes, seconds }) => ({ rows: rows!, bytes: bytes!, seconds: Number(seconds) }));
}
