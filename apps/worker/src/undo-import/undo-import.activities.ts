import { and, eq, inArray } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace } from '../find-workspace.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import { doubtStreams } from '../timelines/stream-state.ts';
import { batchesOf } from './batches-of.ts';
import { deleteRowsOf } from './delete-rows-of.ts';
import { forgetPeopleOf } from './forget-people-of.ts';

export interface UndoImportInput {
  workspaceId: string;
  importId: string;
}

/** Activities of `undoImport`. */
export function undoImportActivities({ database, clickhouse, log }: Dependencies) {
  return {
    /** Deletes the import's events and values, and their message ids. */
    async forgetRows({ workspaceId, importId }: UndoImportInput): Promise<void> {
      const { number: workspace } = await findWorkspace(database, workspaceId);
      await deleteRowsOf(clickhouse, workspace, await batchesOf(database, workspace, importId));
      await doubtStreams(database, workspaceId);
    },

    /** Forgets the people whom only this import brought, and of whom nothing else speaks. */
    async forgetPeople({ workspaceId, importId }: UndoImportInput): Promise<void> {
      const { number: workspace } = await findWorkspace(database, workspaceId);
      const batches = await batchesOf(database, workspace, importId);
      // Nothing lands meanwhile: whoever is named by nothing now is named by nothing when they are gone.
      const identifiers = await whileLocked(database, 'landing', workspace, () =>
        forgetPeopleOf({ database, clickhouse }, workspace, batches),
      );
      log.info({ import: importId, identifiers }, 'an import was undone');
    },

    /** Notes that it is undone. */
    async finishUndo({ workspaceId, importId }: UndoImportInput): Promise<void> {
      const { importFile, ingestionBatch } = schema;
      const { number: workspace } = await findWorkspace(database, workspaceId);
      const batches = await batchesOf(database, workspace, importId);
      await database.transaction(async (tx) => {
        if (batches.length > 0)
          await tx
            .update(ingestionBatch)
            .set({ events: 0 })
            .where(and(eq(ingestionBatch.workspace, workspace), inArray(ingestionBatch.number, batches)));
        await tx
          .update(importFile)
          .set({ status: 'undone', undoneAt: new Date() })
          .where(
            and(eq(importFile.id, importId), eq(importFile.workspaceId, workspaceId), eq(importFile.status, 'undoing')),
          );
      });
    },
  };
}
