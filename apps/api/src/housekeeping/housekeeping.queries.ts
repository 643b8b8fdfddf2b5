import { and, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { session, verification, workspace, importFile } = schema;

/** Forgets sessions and confirmations that have run out. */
export async function deleteExpired(database: Database): Promise<void> {
  await database.delete(session).where(lt(session.expiresAt, sql`now()`));
  await database.delete(verification).where(lt(verification.expiresAt, sql`now()`));
}

/** Forgets, of what was brought up to date between runs, the sizes of more than two days ago, but for the last of each hour. Who entered and left stays. */
export async function thinSizes(database: Database): Promise<void> {
  await database.execute(sql`
    DELETE FROM segment_size
    USING (
      SELECT definition_id, run, entered, "left",
        row_number() OVER (PARTITION BY definition_id, date_trunc('hour', as_of) ORDER BY run DESC) AS place
      FROM segment_size
      WHERE as_of < now() - interval '2 days' AND as_of > now() - interval '4 days'
    ) AS sizes, run
      JOIN definition ON definition.workspace_id = run.workspace_id
    WHERE sizes.place > 1 AND segment_size.definition_id = sizes.definition_id AND segment_size.run = sizes.run
      AND definition.id = sizes.definition_id AND run.number = sizes.run AND run.scope = 'live'`);
}

export async function listLiveWorkspaces(database: Database) {
  return database
    .select({ id: workspace.id, recomputeEvery: workspace.recomputeEvery })
    .from(workspace)
    .where(isNull(workspace.deletedAt));
}

/** Workspaces that are hidden and not gone yet. */
export async function listRemovedWorkspaces(database: Database) {
  return database.select({ id: workspace.id }).from(workspace).where(isNotNull(workspace.deletedAt));
}

/** Workspaces in which something was published after the last run began, half a minute ago or more; a demo is computed once it is filled. */
export async function listUncomputedWorkspaces(database: Database, now: Date): Promise<{ id: string }[]> {
  const result = await database.execute<{ id: string }>(sql`
    SELECT workspace.id
    FROM workspace
    WHERE workspace.deleted_at IS NULL
      AND NOT (workspace.demo AND NOT EXISTS (SELECT FROM run WHERE run.workspace_id = workspace.id))
      AND EXISTS (
      SELECT FROM definition
      WHERE definition.workspace_id = workspace.id AND definition.deleted_at IS NULL
        AND definition.updated_at < ${now.toISOString()}::timestamptz - interval '30 seconds'
        AND definition.updated_at > coalesce(
          (SELECT max(started_at) FROM run WHERE run.workspace_id = workspace.id AND run.scope <> 'live'),
          '-infinity'
        )
    )`);
  return result.rows;
}

/**
 * Ids of imports whose files are still needed: of those that run or are on their way, of those that may yet be started (for a week), and, for
 * a few hours, of those that have ended: they hold what people did, and are not needed any more.
 */
export async function listNeededUploads(database: Database): Promise<Set<string>> {
  const rows = await database
    .select({ id: importFile.id })
    .from(importFile)
    .where(
      or(
        inArray(importFile.status, ['running', 'uploading']),
        and(eq(importFile.status, 'uploaded'), gt(importFile.createdAt, sql`now() - interval '7 days'`)),
        gt(importFile.finishedAt, sql`now() - interval '12 hours'`),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** Imports of which the file is about to go. */
export async function cancelUnstarted(database: Database): Promise<void> {
  await database
    .update(importFile)
    .set({ status: 'cancelled', finishedAt: sql`now()` })
    .where(and(eq(importFile.status, 'uploaded'), lt(importFile.createdAt, sql`now() - interval '7 days'`)));
}
