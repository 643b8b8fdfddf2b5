import { proxyActivities } from '@temporalio/workflow';

const { countOn } = proxyActivities<{ countOn: () => Promise<unknown[]> }>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '10 milliseconds' },
});

/** What each try of an activity was told of the one before. */
export function keepOn(): Promise<unknown[]> {
  return countOn();
}
