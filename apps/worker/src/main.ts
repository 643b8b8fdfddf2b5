import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import { clickHouseSettingsFrom, connectClickHouse, threadsOf } from '@cutline/clickhouse';
import { ChannelBell, connectPostgres, postgresUrlFrom } from '@cutline/postgres';
import { keyringIn } from '@cutline/secrets';
import { observeStatements } from '@cutline/telemetry';
import { pino } from 'pino';
import { failureCode } from './activity-failures.ts';
import { backfillIdentifiers } from './backfill-identifiers/backfill-identifiers.ts';
import { concurrentActivities, createWorker, taskQueue } from './create-worker.ts';
import { concurrentDrains, drainLoop } from './drain-inbox/drain-loop.ts';
import { FairStatements, limitsFrom, queueSettingsFrom } from './fair-queue/index.ts';
import { placesFrom } from './import-places/places.ts';
import { concurrentLiveRuns, liveLoop } from './live/live-loop.ts';
import { signalRun } from './request-recompute/signal-run.ts';
import { startWorkerTelemetry } from './telemetry/start-worker-telemetry.ts';
import { timelinesFrom } from './timelines/timelines-from.ts';
import { temporalLogger } from './temporal-logger.ts';

const log = pino({ name: 'worker', level: process.env['LOG_LEVEL'] ?? 'info' });
const home = process.env['CUTLINE_HOME'];
if (!home) throw new Error('CUTLINE_HOME is not set: give the folder that holds the installation’s files');
const address = process.env['TEMPORAL_ADDRESS'];
if (!address) throw new Error('TEMPORAL_ADDRESS is not set: give the address of Temporal, e.g. 127.0.0.1:7233');

const places = placesFrom(process.env);
const timelines = timelinesFrom(process.env);
const connections = concurrentActivities * 2 + concurrentDrains * 3 + concurrentLiveRuns * 3 + 4;
const database = connectPostgres(postgresUrlFrom(process.env), connections);
const clickhouse = connectClickHouse(clickHouseSettingsFrom(process.env), observeStatements);
const telemetry = await startWorkerTelemetry(database, log);
const queueSettings = queueSettingsFrom(process.env);
const limits = limitsFrom(process.env);
Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });

const keyring = await keyringIn(home, process.env);
const stopping = new AbortController();
let worker: Worker | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopping.abort();
    if (worker?.getState() === 'RUNNING') worker.shutdown();
  });
}

let threads: number | undefined;
while (threads === undefined && !stopping.signal.aborted) {
  try {
    const workspaces = await backfillIdentifiers({ database, clickhouse });
    if (workspaces > 0) log.info({ workspaces }, 'identifiers of the first version were brought to ClickHouse');
    threads = await threadsOf(clickhouse);
  } catch (error) {
    log.warn({ code: failureCode(error) }, 'the databases cannot be read; trying again in a second');
    await wait(1_000, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

const fair = { statements: new FairStatements({ ...queueSettings, threads: threads ?? 1 }), limits };

// What was accepted lands without Temporal too.
const landed = new ChannelBell(database, 'landed');
const draining = drainLoop({ database, clickhouse, keyring, landed: () => landed.ring() }, log, stopping.signal);
// And is seen in segments; only runs that are asked for have to wait for it.
let temporal: Client | undefined;
const living = liveLoop(
  {
    database,
    clickhouse,
    fair,
    requestRun: async (workspaceId, request) => {
      if (temporal) await signalRun(temporal, taskQueue, { workspaceId, ...request });
    },
  },
  log,
  stopping.signal,
  landed,
);

// Databases may come and go: activities wait for them. Without Temporal there is nothing to do but to try again.
while (!stopping.signal.aborted) {
  try {
    const connection = await NativeConnection.connect({ address, tls: false });
    try {
      temporal = new Client({ connection });
      worker = await createWorker(
        { database, clickhouse, home, keyring, places, fair, log, ...timelines },
        { connection },
      );
      log.info('ready');
      if (!stopping.signal.aborted) await worker.run();
    } finally {
      temporal = undefined;
      await connection.close().catch(() => {});
    }
  } catch (error) {
    log.warn({ code: failureCode(error), address }, 'Temporal cannot be reached; trying again in 2 seconds');
  }
  await wait(2_000, undefined, { signal: stopping.signal }).catch(() => {});
}
await Promise.all([draining, living]);
await Promise.all([database.$client.end(), clickhouse.close(), telemetry.stop()]);
log.info('stopped');
