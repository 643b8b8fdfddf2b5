import { Context } from '@temporalio/activity';
import { signalRun, type RecomputeRequest } from './signal-run.ts';

/** Activities that ask for runs. */
export function requestRecomputeActivities() {
  return {
    /** Asks the workspace's recompute workflow for a run, starting the workflow where none is waiting. */
    async requestRun(request: RecomputeRequest): Promise<void> {
      const { client, info } = Context.current();
      await signalRun(client, info.taskQueue, request);
    },
  };
}
