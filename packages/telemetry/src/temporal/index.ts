export { observeActivities } from './observe-activities.ts';
export { observeWorker } from './observe-worker.ts';
export { traceClient } from './trace-client.ts';
export { workflowSinks } from './workflow-sinks.ts';
