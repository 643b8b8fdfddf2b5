import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import type { requestRecomputeActivities } from '../request-recompute/request-recompute.activities.ts';
import { patiently } from '../retry-policies.ts';
import type { importRatesActivities, ImportRatesInput } from './import-rates.activities.ts';

const { landRates, abandonRates } = proxyActivities<ReturnType<typeof importRatesActivities>>(patiently);
const { requestRun } = proxyActivities<ReturnType<typeof requestRecomputeActivities>>(patiently);

/** Lands exchange rates as a batch of their own, so that `known` covers them; then asks for a run. */
export async function importRates(input: ImportRatesInput): Promise<void> {
  const { workspaceId, importId } = input;
  try {
    await landRates(input);
  } catch (error) {
    await CancellationScope.nonCancellable(() => abandonRates({ workspaceId, importId }));
    throw error;
  }
  await requestRun({ workspaceId, trigger: 'import', requestId: importId, scope: 'full' });
}
