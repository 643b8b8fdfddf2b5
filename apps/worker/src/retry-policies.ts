import type { ActivityOptions } from '@temporalio/workflow';

/**
 * For activities that wait out a database that is away. Failures that will not go away by waiting are told apart in
 * `activity-failures.ts` and are not retried for ever. All activities heartbeat by themselves.
 */
export const patiently: ActivityOptions = {
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
};
