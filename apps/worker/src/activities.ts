import { loadDemoActivities } from './demo-shop/load-demo.activities.ts';
import type { Dependencies } from './dependencies.ts';
import { importFileActivities } from './import-file/import-file.activities.ts';
import { importRatesActivities } from './import-rates/import-rates.activities.ts';
import { recomputeWorkspaceActivities } from './recompute-workspace/recompute-workspace.activities.ts';
import { removeWorkspaceActivities } from './remove-workspace/remove-workspace.activities.ts';
import { requestRecomputeActivities } from './request-recompute/request-recompute.activities.ts';

/** Every activity that the worker runs. Names are unique over all workflows. */
export function createActivities(dependencies: Dependencies) {
  return {
    ...importFileActivities(dependencies),
    ...importRatesActivities(dependencies),
    ...loadDemoActivities(dependencies),
    ...recomputeWorkspaceActivities(dependencies),
    ...removeWorkspaceActivities(dependencies),
    ...requestRecomputeActivities(),
  };
}
