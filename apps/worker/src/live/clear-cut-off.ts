import { and, eq, ne } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import type { Workspace } from '../find-workspace.ts';
import { discardMemberships, dropScratch, killQueries, queryPrefix } from '../recompute-workspace/run-queries.ts';

const { run: runTable, runStep } = schema;

/**
 * Takes away what was written of memberships by live runs of a workspace that were cut off, and by a run whose publishing was; that one publishes again. Only who
 * holds the lock for publishing may do this, and has to before looking at the last members.
 */
export async function clearCutOff(
  { database, clickhouse }: Pick<Dependencies, 'database' | 'clickhouse'>,
  workspace: Pick<Workspace, 'id' | 'number'>,
): Promise<void> {
  const [cutOff, publishing] = await Promise.all([
    database
      .select({ id: runTable.id, number: runTable.number })
      .from(runTable)
      .where(and(eq(runTable.workspaceId, workspace.id), eq(runTable.scope, 'live'), eq(runTable.status, 'running'))),
    database
      .select({ id: runTable.id, number: runTable.number, settings: runTable.settings, position: runStep.position })
      .from(runTable)
      .innerJoin(runStep, eq(runStep.runId, runTable.id))
      .where(
        and(
          eq(runTable.workspaceId, workspace.id),
          eq(runTable.status, 'running'),
          ne(runTable.scope, 'live'),
          eq(runStep.kind, 'publish'),
          eq(runStep.status, 'running'),
        ),
      ),
  ]);
  for (const { id, number } of cutOff) {
    const address = { workspace: workspace.number, run: number };
    await killQueries(clickhouse, queryPrefix(address));
    await discardMemberships(clickhouse, address);
    await dropScratch(clickhouse, address);
    await database.delete(runTable).where(eq(runTable.id, id));
  }
  for (const { id, number, settings, position } of publishing) {
    const scratch = { workspace: workspace.number, run: settings?.scratch ?? number };
    await killQueries(clickhouse, queryPrefix(scratch, position));
    await discardMemberships(clickhouse, { workspace: workspace.number, run: number });
    await database
      .update(runStep)
      .set({ status: 'waiting' })
      .where(and(eq(runStep.runId, id), eq(runStep.position, position)));
  }
}
