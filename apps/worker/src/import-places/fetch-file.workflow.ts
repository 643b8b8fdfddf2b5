import { ActivityCancellationType, CancellationScope, isCancellation, proxyActivities } from '@temporalio/workflow';
import { patiently } from '../retry-policies.ts';
import type { fetchFileActivities, FetchFileInput } from './fetch-file.activities.ts';

const { fetchObject } = proxyActivities<ReturnType<typeof fetchFileActivities>>({
  ...patiently,
  startToCloseTimeout: '1 day',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});
const { giveFetchingUp } = proxyActivities<ReturnType<typeof fetchFileActivities>>(patiently);

/** Fetches an import's file from its bucket, so that it can be looked at and imported. It goes on where it was cut off. */
export async function fetchFile(input: FetchFileInput): Promise<void> {
  try {
    await fetchObject(input);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const failure = isCancellation(error)
      ? null
      : { code: typeOf(cause), message: cause instanceof Error ? cause.message : 'The file could not be fetched.' };
    await CancellationScope.nonCancellable(() => giveFetchingUp({ ...input, failure }));
    throw error;
  }
}

function typeOf(cause: unknown): string {
  return cause instanceof Error && 'type' in cause && typeof cause.type === 'string' ? cause.type : 'internal';
}
