import { proxyActivities } from '@temporalio/workflow';
import type { requestRecomputeActivities } from '../request-recompute/request-recompute.activities.ts';
import { patiently } from '../retry-policies.ts';
import type { undoImportActivities, UndoImportInput } from './undo-import.activities.ts';

const { forgetRows, forgetPeople, finishUndo } = proxyActivities<ReturnType<typeof undoImportActivities>>(patiently);
const { requestRun } = proxyActivities<ReturnType<typeof requestRecomputeActivities>>(patiently);

/**
 * Takes back what an import brought, then asks for a run: its events and values, their message ids, and the people of whom nothing else
 * speaks. Each step does nothing where there is nothing left to do, so that whatever dies meanwhile, it goes on. The numbers of its batches stay.
 */
export async function undoImport(input: UndoImportInput): Promise<void> {
  await forgetRows(input);
  await forgetPeople(input);
  await finishUndo(input);
  await requestRun({
    workspaceId: input.workspaceId,
    trigger: 'import',
    requestId: `undo-${input.importId}`,
    scope: 'full',
  });
}
