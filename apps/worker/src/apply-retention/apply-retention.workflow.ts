import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { requestRecomputeActivities } from '../request-recompute/request-recompute.activities.ts';
import { patiently } from '../retry-policies.ts';
import type { applyRetentionActivities, ApplyRetentionInput } from './apply-retention.activities.ts';

const { findOldEvents, deleteOldEvents } = proxyActivities<ReturnType<typeof applyRetentionActivities>>(patiently);
const { requestRun } = proxyActivities<ReturnType<typeof requestRecomputeActivities>>(patiently);

/** Deletes the events of a workspace that are older than its rules allow, and has everything computed again where some went. */
export async function applyRetention({ workspaceId }: ApplyRetentionInput): Promise<void> {
  const rules = await findOldEvents({ workspaceId });
  for (const rule of rules) await deleteOldEvents(rule);
  if (rules.some(({ events }) => events > 0))
    await requestRun({ workspaceId, trigger: 'schedule', requestId: workflowInfo().runId, scope: 'full' });
}
