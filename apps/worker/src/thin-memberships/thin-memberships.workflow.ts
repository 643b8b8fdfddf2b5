import { proxyActivities } from '@temporalio/workflow';
import { patiently } from '../retry-policies.ts';
import type { thinMembershipsActivities } from './thin-memberships.activities.ts';

// What does not succeed is for the next hour.
const { thinWorkspaces } = proxyActivities<ReturnType<typeof thinMembershipsActivities>>({
  ...patiently,
  retry: { ...patiently.retry, maximumAttempts: 5 },
});

/** Deletes what nobody can need of the memberships of all workspaces. */
export async function thinMemberships(): Promise<void> {
  await thinWorkspaces();
}
