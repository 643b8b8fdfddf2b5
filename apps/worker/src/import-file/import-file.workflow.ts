import {
  ActivityCancellationType,
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  continueAsNew,
  defineQuery,
  isCancellation,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type { requestRecomputeActivities } from '../request-recompute/request-recompute.activities.ts';
import { patiently } from '../retry-policies.ts';
import type { importFileActivities, ImportFailure, ImportFileInput, ImportOutcome } from './import-file.activities.ts';
import { reportProgress, type ImportProgress, type ReportedProgress } from './import-progress.ts';

const { beginImport, importChunks } = proxyActivities<ReturnType<typeof importFileActivities>>({
  ...patiently,
  // A chunk that is under way is finished before the import stops.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});
const { finishImport } = proxyActivities<ReturnType<typeof importFileActivities>>(patiently);
const { requestRun } = proxyActivities<ReturnType<typeof requestRecomputeActivities>>(patiently);

/** How far the import is; null before it has begun. */
export const progressQuery = defineQuery<ReportedProgress | null>('progress');

/** Slices of work after which the history is begun anew. */
const slicesInHistory = 500;

/**
 * Brings an uploaded file into events, chunk by chunk, each exactly once; then asks for a run. Where it stands is in Postgres: whatever
 * dies meanwhile, it goes on after the last chunk that landed. Cancelling keeps what has landed.
 */
export async function importFile(input: ImportFileInput): Promise<void> {
  let progress: ImportProgress | null = null;
  setHandler(progressQuery, () => progress && reportProgress(progress));
  try {
    progress = await beginImport(input);
    for (let slice = 0; !progress.done; slice += 1) {
      if (slice >= slicesInHistory) return await continueAsNew<typeof importFile>(input);
      progress = await importChunks(input);
    }
    await finishImport({ ...input, outcome: 'completed' });
  } catch (error) {
    const ended: ImportOutcome | null = isCancellation(error)
      ? { outcome: 'cancelled' }
      : error instanceof ActivityFailure
        ? { outcome: 'failed', failure: failureOf(error) }
        : null;
    if (!ended) throw error;
    await CancellationScope.nonCancellable(() => finishImport({ ...input, ...ended }));
    if (!progress || progress.accepted === 0) throw error;
    await CancellationScope.nonCancellable(() =>
      requestRun({ workspaceId: input.workspaceId, trigger: 'import', requestId: input.importId }),
    );
    throw error;
  }
  await requestRun({ workspaceId: input.workspaceId, trigger: 'import', requestId: input.importId });
}

function failureOf(error: ActivityFailure): ImportFailure {
  const { cause } = error;
  if (cause instanceof ApplicationFailure) return { code: cause.type ?? 'internal', message: cause.message };
  return { code: 'internal', message: cause?.message ?? error.message };
}
