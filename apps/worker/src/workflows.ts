/** Every workflow that the worker runs; the API starts them by these names and takes their types. */
export { loadDemo } from './demo-shop/load-demo.workflow.ts';
export { applyRetention } from './apply-retention/apply-retention.workflow.ts';
export { erasePerson } from './erase-person/erase-person.workflow.ts';
export { importFile } from './import-file/import-file.workflow.ts';
export { fetchFile } from './import-places/fetch-file.workflow.ts';
export { importRates } from './import-rates/import-rates.workflow.ts';
export { recomputeWorkspace } from './recompute-workspace/recompute-workspace.workflow.ts';
export { removeWorkspace } from './remove-workspace/remove-workspace.workflow.ts';
export { requestRecompute } from './request-recompute/request-recompute.workflow.ts';
export { thinMemberships } from './thin-memberships/thin-memberships.workflow.ts';
export { buildTimelines } from './timelines/build-timelines.workflow.ts';
export { undoImport } from './undo-import/undo-import.workflow.ts';
