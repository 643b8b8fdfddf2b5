import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Context } from '@temporalio/activity';
import { ScheduleNotFoundError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { and, eq, sql } from 'drizzle-orm';
import { tables, tagged } from '@cutline/clickhouse';
import { schema, type Database } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import { killQueries } from '../recompute-workspace/run-queries.ts';

export interface RemoveWorkspaceInput {
  workspaceId: string;
}

const {
  currencyRateImport,
  identifier,
  identityLink,
  importFile,
  inbox,
  profileAlias,
  workspace: workspaceTable,
} = schema;
/** Rows of a large table that one statement deletes. */
const portion = 50_000;

/** Activities of `removeWorkspace`. Each does nothing where there is nothing left to do. */
export function removeWorkspaceActivities({ database, clickhouse, home }: Dependencies) {
  return {
    /** Ends the workspace's schedule and workflows and waits until they have ended. */
    async stopWork({ workspaceId }: RemoveWorkspaceInput): Promise<void> {
      const workspace = await hiddenWorkspace(database, workspaceId);
      if (workspace === undefined) return;
      const { client } = Context.current();
      await client.schedule
        .getHandle(`recompute-schedule-${workspaceId}`)
        .delete()
        .catch(ignoring(ScheduleNotFoundError));
      const imports = await database
        .select({ id: importFile.id })
        .from(importFile)
        .where(eq(importFile.workspaceId, workspaceId));
      const rates = await database
        .select({ id: currencyRateImport.id })
        .from(currencyRateImport)
        .where(and(eq(currencyRateImport.workspaceId, workspaceId), eq(currencyRateImport.status, 'running')));
      const workflowIds = [
        ...imports.map(({ id }) => `import-${id}`),
        ...rates.map(({ id }) => `rates-${id}`),
        `demo-${workspaceId}`,
        `request-recompute-${workspaceId}`,
        `recompute-${workspaceId}`,
        `timelines-${workspaceId}`,
      ];
      for (const workflowId of workflowIds) await stopWorkflow(client, workflowId);
      // What a cancelled activity asked of ClickHouse goes on.
      await killQueries(clickhouse, `timelines-${workspace}-`);
    },

    async removeFiles({ workspaceId }: RemoveWorkspaceInput): Promise<void> {
      const imports = await database
        .select({ id: importFile.id })
        .from(importFile)
        .where(eq(importFile.workspaceId, workspaceId));
      for (const { id } of imports)
        for (const path of [
          `uploads/${id}`,
          `uploads/${id}.fetched`,
          `uploads-unfinished/${id}`,
          `uploads-unfinished/${id}.json`,
        ])
          await rm(join(home, path), { force: true });
    },

    async removeFromClickHouse({ workspaceId }: RemoveWorkspaceInput): Promise<void> {
      const workspace = await hiddenWorkspace(database, workspaceId);
      if (workspace === undefined) return;
      const settings = { ...tagged({ feature: 'remove', workspace }), mutations_sync: '1' as const };
      const deletions = Object.values(tables).map((table) =>
        clickhouse.command({
          query: `ALTER TABLE ${table} DELETE WHERE workspace = {workspace:UInt32}`,
          query_params: { workspace },
          clickhouse_settings: settings,
        }),
      );
      // Side by side: each waits some seconds for its turn in the background.
      await Promise.all(deletions);
    },

    async removeFromPostgres({ workspaceId }: RemoveWorkspaceInput): Promise<void> {
      const workspace = await hiddenWorkspace(database, workspaceId);
      if (workspace === undefined) return;
      // The largest tables go in portions, so that no transaction takes minutes.
      for (const table of [identityLink, profileAlias, identifier, inbox]) {
        for (let removed = portion; removed === portion;) {
          const result = await database.execute(sql`
            DELETE FROM ${table}
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE workspace = ${workspace} LIMIT ${portion}))`);
          removed = result.rowCount ?? 0;
        }
      }
      await database.delete(workspaceTable).where(eq(workspaceTable.id, workspaceId));
    },
  };
}

/** The workspace's number; undefined when it is gone. Refuses one that people still see. */
async function hiddenWorkspace(database: Database, workspaceId: string): Promise<number | undefined> {
  const [found] = await database.select().from(workspaceTable).where(eq(workspaceTable.id, workspaceId));
  if (found && found.deletedAt === null) {
    throw ApplicationFailure.nonRetryable('The workspace has not been marked for removal.', 'workspace-in-use');
  }
  return found?.number;
}

async function stopWorkflow(client: Client, workflowId: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    const { status } = await handle.describe();
    if (status.name !== 'RUNNING') return;
    await handle.cancel();
    // However it ends, it has ended.
    await handle.result().catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) throw error;
    });
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

function ignoring(kind: new (...args: never[]) => Error): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof kind)) throw error;
  };
}
