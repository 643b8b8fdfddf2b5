import { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { and, eq, inArray } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import { abandonBatches } from '../ingestion/abandon-batches.ts';
import { importProgress } from './import-bookkeeping.ts';
import type { ImportProgress } from './import-progress.ts';
import { landChunks } from './land-chunk.ts';
import { openImport } from './open-import.ts';
import { UnreadableFile } from './unreadable-file.ts';

export interface ImportFileInput {
  workspaceId: string;
  importId: string;
}

/** What stopped an import. */
export interface ImportFailure {
  code: string;
  message: string;
}

export type ImportOutcome = { outcome: 'completed' | 'cancelled' } | { outcome: 'failed'; failure: ImportFailure };

/** How long one call works on chunks before it reports; what is under way is finished. */
const sliceMilliseconds = 3_000;

/** Activities of `importFile`. */
export function importFileActivities({ database, clickhouse, home, keyring, places, log }: Dependencies) {
  const { importFile: table } = schema;
  return {
    /** Checks that the file can be read as the mapping says, and marks the import as running. */
    async beginImport({ workspaceId, importId }: ImportFileInput): Promise<ImportProgress> {
      const [marked] = await database
        .update(table)
        .set({ status: 'running' })
        .where(
          and(
            eq(table.id, importId),
            eq(table.workspaceId, workspaceId),
            inArray(table.status, ['uploaded', 'running']),
          ),
        )
        .returning();
      if (!marked) throw ApplicationFailure.nonRetryable('The import does not exist, or has ended.', 'import-not-open');
      // The first start stays: times in the file are judged by it, at every try alike.
      if (!marked.startedAt) await database.update(table).set({ startedAt: new Date() }).where(eq(table.id, importId));
      await readable(() => openImport({ database, home, places }, workspaceId, importId));
      return importProgress(database, importId);
    },

    /** Lands chunks for some seconds, or until the end of the file. */
    async importChunks({ workspaceId, importId }: ImportFileInput): Promise<ImportProgress> {
      const { cancellationSignal } = Context.current();
      const opened = await readable(() => openImport({ database, home, places }, workspaceId, importId));
      const started = performance.now();
      let rows = 0;
      let done = false;
      for await (const landed of landChunks({ database, clickhouse, keyring }, opened)) {
        rows += landed.rows;
        done = landed.done;
        if (landed.conflicts > 0)
          log.info({ import: importId, conflicts: landed.conflicts }, 'identifiers of other profiles');
        if (cancellationSignal.aborted)
          throw new CancelledFailure('The import was cancelled, or the worker is closing');
        if (performance.now() - started > sliceMilliseconds && !landed.goOn) break;
      }
      const seconds = (performance.now() - started) / 1000;
      return { ...(await importProgress(database, importId)), done, rowsPerSecond: Math.round(rows / seconds) };
    },

    /** Records how an import ended. A batch that it left open is closed, empty. */
    async finishImport({ workspaceId, importId, ...ended }: ImportFileInput & ImportOutcome): Promise<void> {
      if (ended.outcome !== 'completed') {
        const [workspace] = await database.select().from(schema.workspace).where(eq(schema.workspace.id, workspaceId));
        if (workspace) await abandonBatches({ database, clickhouse }, workspace.number, `import:${importId}:`);
      }
      const error =
        ended.outcome === 'failed'
          ? {
              type: 'about:blank',
              title: 'The import stopped',
              status: 422,
              code: ended.failure.code,
              detail: ended.failure.message,
            }
          : null;
      await database
        .update(table)
        .set({ status: ended.outcome, error, finishedAt: new Date() })
        .where(and(eq(table.id, importId), eq(table.workspaceId, workspaceId), eq(table.status, 'running')));
    },
  };
}

/** What is wrong with the file will still be wrong at the next try. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableFile) throw ApplicationFailure.nonRetryable(error.message, error.code);
    throw error;
  }
}
