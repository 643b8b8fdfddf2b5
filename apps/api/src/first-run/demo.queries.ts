import { and, eq, isNull, notExists } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { run, workspace } = schema;

/** Demo workspaces without any run that completed. */
export async function listUnfilledDemos(database: Database): Promise<{ id: string }[]> {
  const completed = database
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.workspaceId, workspace.id), eq(run.status, 'completed')));
  return database
    .select({ id: workspace.id })
    .from(workspace)
    .where(and(eq(workspace.demo, true), isNull(workspace.deletedAt), notExists(completed)));
}
