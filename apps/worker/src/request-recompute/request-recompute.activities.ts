import { Context } from '@temporalio/activity';
import type { recomputeWorkspace, RunRequest } from '../recompute-workspace/recompute-workspace.workflow.ts';

export interface RecomputeRequest extends RunRequest {
  workspaceId: string;
}

/** Activities that ask for runs. */
export function requestRecomputeActivities() {
  return {
    /** Asks the workspace's recompute workflow for a run, starting the workflow where none is waiting. */
    async requestRun({ workspaceId, ...request }: RecomputeRequest): Promise<void> {
      const { client, info } = Context.current();
      await client.workflow.signalWithStart<typeof recomputeWorkspace, [RunRequest]>('recomputeWorkspace', {
        workflowId: `recompute-${workspaceId}`,
        taskQueue: info.taskQueue,
        args: [{ workspaceId, trigger: request.trigger }],
        signal: 'requestRun',
        signalArgs: [request],
      });
    },
  };
}
