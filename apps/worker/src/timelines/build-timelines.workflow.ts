import { proxyActivities } from '@temporalio/workflow';
import { patiently } from '../retry-policies.ts';
import type { buildTimelinesActivities, BuildTimelinesInput } from './build-timelines.activities.ts';

const { beginStream, buildPart, finishStream } =
  proxyActivities<ReturnType<typeof buildTimelinesActivities>>(patiently);

/** Builds every stream that a workspace's definitions want and that is missing, one after another, beside its runs. Its id is `timelines-<workspace>`. */
export async function buildTimelines({ workspaceId }: BuildTimelinesInput): Promise<void> {
  for (let stream = await beginStream({ workspaceId }); stream; stream = await beginStream({ workspaceId })) {
    for (let part = 0; part < stream.parts; part += 1) await buildPart({ ...stream, part });
    await finishStream(stream);
  }
}
