import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { connectClickHouse } from '@cutline/clickhouse';
import { observeStatements } from '@cutline/telemetry';
import { createWorker } from '@cutline/worker';
import { FairStatements, limitsFrom, queueSettingsFrom } from '@cutline/worker/fair-queue';
import { pino } from 'pino';
import type { TestApi } from './test-api.ts';

/** Runs a worker for the API's workflows. Returns what ends it. */
export async function startTestWorker({ database, settings }: TestApi): Promise<() => Promise<void>> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const clickhouse = connectClickHouse(settings.clickHouse, observeStatements);
  const connection = await NativeConnection.connect({ address: settings.temporalAddress });
  const worker = await createWorker(
    {
      database,
      clickhouse,
      home: settings.home,
      keyring: settings.keyring,
      fair: { statements: new FairStatements({ ...queueSettingsFrom({}), threads: 2 }), limits: limitsFrom({}) },
      places: settings.importPlaces,
      log: pino({ level: 'silent' }),
    },
    { connection, taskQueue: settings.taskQueue },
  );
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await Promise.all([connection.close(), clickhouse.close()]);
  };
}
