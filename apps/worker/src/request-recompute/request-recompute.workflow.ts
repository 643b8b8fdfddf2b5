import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { RunTrigger } from '../recompute-workspace/recompute-workspace.workflow.ts';
import { patiently } from '../retry-policies.ts';
import type { requestRecomputeActivities } from './request-recompute.activities.ts';

export interface RequestRecomputeInput {
  workspaceId: string;
  trigger?: RunTrigger;
}

const { requestRun } = proxyActivities<ReturnType<typeof requestRecomputeActivities>>(patiently);

/** What a Temporal Schedule starts: a Schedule can start a workflow but not signal one that may be running. */
export async function requestRecompute({ workspaceId, trigger = 'schedule' }: RequestRecomputeInput): Promise<void> {
  await requestRun({ workspaceId, trigger, requestId: workflowInfo().runId });
}
