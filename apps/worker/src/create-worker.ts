import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import { observeActivities, observeWorker, traceClient, workflowSinks } from '@cutline/telemetry/temporal';
import { createActivities } from './activities.ts';
import { activityInterceptor } from './activity-interceptor.ts';
import type { Dependencies } from './dependencies.ts';

/** The task queue that the API and the workflows use. */
export const taskQueue = 'cutline';

/** Where `bundle.ts` writes the workflows. */
export const bundlePath = fileURLToPath(new URL('../dist/workflows.js', import.meta.url));
export const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
/** What is bundled with the workflows. */
export const workflowInterceptorModules = [
  fileURLToPath(new URL('./telemetry/trace-workflows.workflow.ts', import.meta.url)),
];

/**
 * Activities at once. Each may hold two connections to Postgres (the landing lock and a transaction): the pool needs more than
 * twice as many.
 */
export const concurrentActivities = 8;

export interface WorkerSettings {
  connection: NativeConnection;
  namespace?: string;
  taskQueue?: string;
  /** Workflows bundled before; without it, the bundle in `dist` is used where it exists, else they are bundled now (some seconds). */
  workflowBundle?: WorkflowBundleOption;
}

/** A worker for all workflows and activities; `run()` it. */
export async function createWorker(dependencies: Dependencies, settings: WorkerSettings): Promise<Worker> {
  const workflowBundle = settings.workflowBundle ?? (existsSync(bundlePath) ? { codePath: bundlePath } : undefined);
  const worker = await Worker.create({
    connection: settings.connection,
    namespace: settings.namespace ?? 'default',
    taskQueue: settings.taskQueue ?? taskQueue,
    ...(workflowBundle ? { workflowBundle } : { workflowsPath }),
    activities: createActivities(dependencies),
    sinks: workflowSinks,
    interceptors: {
      client: { workflow: [traceClient] },
      activity: [observeActivities, (context) => ({ inbound: activityInterceptor(context, dependencies.log) })],
      ...(workflowBundle ? {} : { workflowModules: workflowInterceptorModules }),
    },
    maxConcurrentActivityTaskExecutions: concurrentActivities,
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  });
  return observeWorker(worker);
}
