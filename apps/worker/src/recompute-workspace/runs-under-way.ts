import { and, eq, ne } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

/** Ids of the runs of a workspace that have not ended, live ones apart: one, where none was cut off. */
export async function runsUnderWay(database: Database, workspaceId: string): Promise<string[]> {
  const { run } = schema;
  const found = await database
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.status, 'running'), ne(run.scope, 'live')));
  return found.map(({ id }) => id);
}
