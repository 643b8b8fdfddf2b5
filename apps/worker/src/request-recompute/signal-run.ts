import type { Client } from '@temporalio/client';
import type { recomputeWorkspace, RunRequest } from '../recompute-workspace/recompute-workspace.workflow.ts';

export interface RecomputeRequest extends RunRequest {
  workspaceId: string;
}

/** Asks a workspace's recompute workflow for a run, starting the workflow where none is waiting. */
export async function signalRun(
  client: Client,
  taskQueue: string,
  { workspaceId, ...request }: RecomputeRequest,
): Promise<void> {
  await client.workflow.signalWithStart<typeof recomputeWorkspace, [RunRequest]>('recomputeWorkspace', {
    workflowId: `recompute-${workspaceId}`,
    taskQueue,
    args: [{ workspaceId, trigger: request.trigger }],
    signal: 'requestRun',
    signalArgs: [request],
  });
}
