import { ActivityFailure, isCancellation, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { requestRecomputeActivities } from '../request-recompute/request-recompute.activities.ts';
import { patiently } from '../retry-policies.ts';
import type { erasePersonActivities, ErasePersonInput } from './erase-person.activities.ts';

const {
  emptyInbox,
  countErasable,
  eraseData,
  hasOldRun,
  eraseFromSegments,
  hasOldImport,
  isErased,
  eraseUploads,
  completeErasure,
  failErasure,
} = proxyActivities<ReturnType<typeof erasePersonActivities>>(patiently);
const { requestRun } = proxyActivities<ReturnType<typeof requestRecomputeActivities>>(patiently);

/**
 * Erases a person everywhere; nothing new of them gets in any more when it starts. What was under way then is waited for, and erased with
 * the rest: it is over only when both stores have been found empty of the person after that.
 */
export async function erasePerson({ workspaceId, erasureId }: ErasePersonInput): Promise<void> {
  const input = { workspaceId, erasureId };
  const clickhouse: Record<string, number> = {};
  try {
    for (let last = false; ;) {
      await until(() => emptyInbox(input));
      for (const [name, count] of Object.entries(await countErasable(input)))
        clickhouse[name] = (clickhouse[name] ?? 0) + count;
      const erasedAt = await eraseData(input);
      await until(async () => !(await hasOldRun({ ...input, erasedAt })));
      const takenOut = await eraseFromSegments(input);
      // A run that began before builds upon members that had the person among them.
      await until(async () => !(await hasOldRun({ ...input, erasedAt: takenOut })));
      const clean = await isErased(input);
      if (last && clean) break;
      // One more look after imports that had begun before: what they had read already has landed by then.
      last = clean;
      await until(async () => !(await hasOldImport(input)));
    }
    const files = await eraseUploads(input);
    await completeErasure({ ...input, clickhouse, files });
  } catch (error) {
    if (!isCancellation(error) && error instanceof ActivityFailure) await failErasure(input);
    throw error;
  }
  await requestRun({ workspaceId, trigger: 'schedule', requestId: workflowInfo().runId, scope: 'full' });
}

/** Asks until the answer is yes, at longer and longer intervals. */
async function until(ask: () => Promise<boolean>): Promise<void> {
  for (let seconds = 1; !(await ask()); seconds = Math.min(seconds * 2, 30)) await sleep(`${seconds} seconds`);
}
