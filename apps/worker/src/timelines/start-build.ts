import { Context } from '@temporalio/activity';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Dependencies } from '../dependencies.ts';
import type { buildTimelines } from './build-timelines.workflow.ts';
import { wantedStream } from './wanted-stream.ts';

/** Has the streams built that a workspace's definitions want and that are missing; for activities. */
export async function startBuild(
  stores: Pick<Dependencies, 'database' | 'clickhouse' | 'timelinesFrom'>,
  workspaceId: string,
): Promise<void> {
  if (!(await wantedStream(stores, workspaceId))) return;
  const { client, info } = Context.current();
  await client.workflow
    .start<typeof buildTimelines>('buildTimelines', {
      workflowId: `timelines-${workspaceId}`,
      taskQueue: info.taskQueue,
      args: [{ workspaceId }],
    })
    .catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    });
}
