import { ApplicationFailure } from '@temporalio/common';
import { and, eq, isNull } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

export type Workspace = typeof schema.workspace.$inferSelect;

/** The workspace; a failure that is not retried when there is none, or its removal has begun. */
export async function findWorkspace(database: Database, workspaceId: string): Promise<Workspace> {
  const { workspace } = schema;
  const [found] = await database
    .select()
    .from(workspace)
    .where(and(eq(workspace.id, workspaceId), isNull(workspace.deletedAt)));
  if (!found) throw ApplicationFailure.nonRetryable('The workspace does not exist (any more).', 'workspace-missing');
  return found;
}
