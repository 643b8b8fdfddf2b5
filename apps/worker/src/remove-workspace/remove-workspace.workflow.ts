import { proxyActivities } from '@temporalio/workflow';
import { patiently } from '../retry-policies.ts';
import type { removeWorkspaceActivities, RemoveWorkspaceInput } from './remove-workspace.activities.ts';

const { stopWork, removeFiles, removeFromClickHouse, removeFromPostgres } =
  proxyActivities<ReturnType<typeof removeWorkspaceActivities>>(patiently);

/**
 * Removes a workspace that has been hidden (`deletedAt` is set): first what may still write to it, then its data, at last its row, so that
 * a removal that is cut off is found and goes on. Removing one that is gone does nothing.
 */
export async function removeWorkspace(input: RemoveWorkspaceInput): Promise<void> {
  await stopWork(input);
  await removeFiles(input);
  await removeFromClickHouse(input);
  await removeFromPostgres(input);
}
