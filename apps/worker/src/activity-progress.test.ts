import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type {} from '@cutline/embedded/vitest';
import { pino } from 'pino';
import { expect, inject, test } from 'vitest';
import { activityInterceptor } from './activity-interceptor.ts';
import { keepProgress } from './activity-progress.ts';

test('a try is told how far the last one came that kept anything, however long another took between', async () => {
  const told: unknown[] = [];
  const activities = {
    async countOn(): Promise<unknown[]> {
      const { attempt, heartbeatDetails } = Context.current().info;
      told.push(heartbeatDetails ?? null);
      if (attempt === 1) keepProgress({ done: 7 });
      // Longer than until the next heartbeat, which keeps what was kept.
      if (attempt === 2) await delay(3_500);
      if (attempt < 3) throw new Error('once more');
      return told;
    },
  };
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger });
  const workflowsPath = fileURLToPath(new URL('./testing/keep-on.workflow.ts', import.meta.url));
  const { address } = inject('services').temporal;
  const [connection, clientConnection, workflowBundle] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
    bundleWorkflowCode({ workflowsPath, logger }),
  ]);
  const taskQueue = `test-${randomUUID()}`;
  const log = pino({ level: 'silent' });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle,
    activities,
    interceptors: { activity: [(context) => ({ inbound: activityInterceptor(context, log) })] },
  });
  try {
    const { workflow } = new Client({ connection: clientConnection });
    const result = worker.runUntil(workflow.execute('keepOn', { taskQueue, workflowId: taskQueue }));
    expect(await result).toEqual([null, { done: 7 }, { done: 7 }]);
  } finally {
    await Promise.all([connection.close(), clientConnection.close()]);
  }
}, 30_000);
