import { and, eq, inArray, ne, type SQL } from 'drizzle-orm';
import { schema, type Database, type Transaction } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import { discardMemberships, dropScratch, killQueries, queryPrefix } from './run-queries.ts';
import { runProblem, type StepFailure } from './step-failure.ts';

const { run: runTable, runStep, workspace: workspaceTable } = schema;

/** Ends a run that is not published: its queries, its rows, then its record. Of one that has ended only scratch goes that may be left; safe to repeat. */
export async function endRun(
  { database, clickhouse }: Pick<Dependencies, 'database' | 'clickhouse'>,
  runId: string,
  status: 'failed' | 'cancelled',
  failure: StepFailure,
): Promise<void> {
  const [found] = await database
    .select({
      number: runTable.number,
      status: runTable.status,
      settings: runTable.settings,
      workspace: workspaceTable.number,
    })
    .from(runTable)
    .innerJoin(workspaceTable, eq(workspaceTable.id, runTable.workspaceId))
    .where(eq(runTable.id, runId));
  if (!found) return;
  const { workspace } = found;
  const address = { workspace, run: found.settings?.scratch ?? found.number };
  if (found.status !== 'running') return dropScratch(clickhouse, address);
  // First, so that no statement of theirs is sent after those that are there were ended. Publishing stays as it is: what was written then is found by it until it is taken away.
  await skipSteps(database, runId, ne(runStep.kind, 'publish'));
  await killQueries(clickhouse, queryPrefix(address));
  await whileLocked(database, 'publishing', workspace, async () => {
    // It may have been published meanwhile, or have another number by now.
    const [run] = await database.select().from(runTable).where(eq(runTable.id, runId));
    if (run?.status !== 'running') return;
    // A late try may still read from it whose timelines are in doubt.
    await whileLocked(database, 'timelines', workspace, () => dropScratch(clickhouse, address));
    await discardMemberships(clickhouse, { workspace, run: run.number });
    await database.transaction(async (tx) => {
      await skipSteps(tx, runId);
      await tx
        .update(runTable)
        .set({ status, error: runProblem('The run stopped', failure), finishedAt: new Date() })
        .where(eq(runTable.id, runId));
    });
  });
}

async function skipSteps(database: Database | Transaction, runId: string, which?: SQL): Promise<void> {
  await database
    .update(runStep)
    .set({ status: 'skipped', finishedAt: new Date() })
    .where(and(eq(runStep.runId, runId), inArray(runStep.status, ['waiting', 'running']), which));
}
