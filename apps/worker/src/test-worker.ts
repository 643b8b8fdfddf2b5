import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { pino } from 'pino';
import { createWorker, workflowInterceptorModules, workflowsPath } from './create-worker.ts';
import type { Dependencies } from './dependencies.ts';
import type { TestWorkspace } from './test-workspace.ts';

/** A worker of a test file's own, on a task queue of its own. */
export interface TestWorker {
  client: Client;
  taskQueue: string;
  /** Ends the worker and waits for what it has in hand. */
  stop(): Promise<void>;
}

let installed = false;
let bundled: Promise<WorkflowBundleWithSourceMap> | undefined;

/** Starts a worker on the stage's databases, with a task queue of its own unless one is given. Workflows are bundled from the sources as they are now. */
export async function startTestWorker(
  stage: TestWorkspace,
  {
    taskQueue = `test-${randomUUID()}`,
    ...settings
  }: Pick<Dependencies, 'timelinesFrom'> & { taskQueue?: string } = {},
): Promise<TestWorker> {
  if (!installed) Runtime.install({ logger: new DefaultLogger('ERROR') });
  installed = true;
  bundled ??= bundleWorkflowCode({ workflowsPath, workflowInterceptorModules, logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address: stage.temporal });
  const clientConnection = await Connection.connect({ address: stage.temporal });
  const worker = await createWorker(
    {
      database: stage.database,
      clickhouse: stage.clickhouse,
      home: stage.home,
      keyring: stage.keyring,
      fair: stage.fair,
      log: pino({ level: 'silent' }),
      ...settings,
    },
    { connection, taskQueue, workflowBundle: await bundled },
  );
  const running = worker.run();
  return {
    client: new Client({ connection: clientConnection }),
    taskQueue,
    async stop() {
      worker.shutdown();
      await running;
      await Promise.all([connection.close(), clientConnection.close()]);
    },
  };
}
