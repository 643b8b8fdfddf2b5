import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from './activities.ts';
import { activityInterceptor } from './activity-interceptor.ts';
import type { Dependencies } from './dependencies.ts';

/** The task queue that the API and the workflows use. */
export const taskQueue = 'cutline';

/** Where `bundle.ts` writes the workflows. */
export const bundlePath = fileURLToPath(new URL('../dist/workflows.js', import.meta.url));
export const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));

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
  return Worker.create({
    connection: settings.connection,
    namespace: settings.namespace ?? 'default',
    taskQueue: settings.taskQueue ?? taskQueue,
    ...(workflowBundle ? { workflowBundle } : { workflowsPath }),
    activities: createActivities(dependencies),
    interceptors: { activity: [(context) => ({ inbound: activityInterceptor(context, dependencies.log) })] },
    maxConcurrentActivityTaskExecutions: concurrentActivities,
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  });
}
