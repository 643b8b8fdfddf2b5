import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { and, eq, inArray, lte, ne } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import type { ErasureSubject } from './erasure-subject.ts';

const { importFile, run, stream } = schema;

/**
 * Whether a run is under way that may have read the person, or timelines are built that may have: they would write them into memberships or timelines
 * again. What has no workflow (any more) writes nothing.
 */
export async function hasOldRun(
  database: Database,
  client: Client,
  { workspaceId }: Pick<ErasureSubject, 'workspaceId'>,
  erasedAt: Date,
): Promise<boolean> {
  const [old] = await database
    .select({ id: run.id })
    .from(run)
    .where(
      and(
        eq(run.workspaceId, workspaceId),
        eq(run.status, 'running'),
        // Those between runs and erasing from segments wait for each other.
        ne(run.scope, 'live'),
        lte(run.startedAt, erasedAt),
      ),
    )
    .limit(1);
  if (old && (await isRunning(client, `recompute-${workspaceId}`))) return true;
  const [building] = await database
    .select({ number: stream.number })
    .from(stream)
    .where(and(eq(stream.workspaceId, workspaceId), eq(stream.status, 'building'), lte(stream.createdAt, erasedAt)))
    .limit(1);
  return building !== undefined && (await isRunning(client, `timelines-${workspaceId}`));
}

/** Whether an import is under way that began before the erasure: a part of the file may have been read before that was known. */
export async function hasOldImport(
  database: Database,
  client: Client,
  { workspaceId, requestedAt }: Pick<ErasureSubject, 'workspaceId' | 'requestedAt'>,
): Promise<boolean> {
  const old = await database
    .select({ id: importFile.id })
    .from(importFile)
    .where(
      and(
        eq(importFile.workspaceId, workspaceId),
        inArray(importFile.status, ['running', 'undoing']),
        lte(importFile.startedAt, requestedAt),
      ),
    );
  for (const { id } of old) if (await isRunning(client, `import-${id}`)) return true;
  return false;
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
