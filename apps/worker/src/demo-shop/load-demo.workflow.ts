import {
  ActivityCancellationType,
  CancellationScope,
  defineQuery,
  isCancellation,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type { requestRecomputeActivities } from '../request-recompute/request-recompute.activities.ts';
import { patiently } from '../retry-policies.ts';
import type { loadDemoActivities, LoadDemoInput } from './load-demo.activities.ts';

/** How much of the demo shop is there. */
export interface DemoProgress {
  /** From 0 to 1. */
  share: number;
  events: number;
}

const { countDemoBatches, loadDemoBatch } = proxyActivities<ReturnType<typeof loadDemoActivities>>({
  ...patiently,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});
const { abandonDemo } = proxyActivities<ReturnType<typeof loadDemoActivities>>(patiently);
const { requestRun } = proxyActivities<ReturnType<typeof requestRecomputeActivities>>(patiently);

export const progressQuery = defineQuery<DemoProgress>('progress');

/** Fills a workspace with the demo shop, month by month, each exactly once; then asks for a run. */
export async function loadDemo(input: LoadDemoInput): Promise<void> {
  const progress: DemoProgress = { share: 0, events: 0 };
  setHandler(progressQuery, () => progress);
  try {
    const batches = await countDemoBatches(input);
    for (let index = 0; index < batches; index += 1) {
      progress.events += await loadDemoBatch({ ...input, index });
      progress.share = (index + 1) / batches;
    }
  } catch (error) {
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => abandonDemo(input));
    throw error;
  }
  await requestRun({ workspaceId: input.workspaceId, trigger: 'demo', requestId: 'demo' });
}
