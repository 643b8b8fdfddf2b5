import { loadDemoActivities } from './demo-shop/load-demo.activities.ts';
import { applyRetentionActivities } from './apply-retention/apply-retention.activities.ts';
import type { Dependencies } from './dependencies.ts';
import { erasePersonActivities } from './erase-person/erase-person.activities.ts';
import { importFileActivities } from './import-file/import-file.activities.ts';
import { fetchFileActivities } from './import-places/fetch-file.activities.ts';
import { importRatesActivities } from './import-rates/import-rates.activities.ts';
import { recomputeWorkspaceActivities } from './recompute-workspace/recompute-workspace.activities.ts';
import { removeWorkspaceActivities } from './remove-workspace/remove-workspace.activities.ts';
import { requestRecomputeActivities } from './request-recompute/request-recompute.activities.ts';
import { thinMembershipsActivities } from './thin-memberships/thin-memberships.activities.ts';
import { buildTimelinesActivities } from './timelines/build-timelines.activities.ts';
import { undoImportActivities } from './undo-import/undo-import.activities.ts';

/** Every activity that the worker runs. Names are unique over all workflows. */
export function createActivities(dependencies: Dependencies) {
  return {
    ...applyRetentionActivities(dependencies),
    ...buildTimelinesActivities(dependencies),
    ...erasePersonActivities(dependencies),
    ...fetchFileActivities(dependencies),
    ...importFileActivities(dependencies),
    ...importRatesActivities(dependencies),
    ...loadDemoActivities(dependencies),
    ...recomputeWorkspaceActivities(dependencies),
    ...removeWorkspaceActivities(dependencies),
    ...requestRecomputeActivities(),
    ...thinMembershipsActivities(dependencies),
    ...undoImportActivities(dependencies),
  };
}
