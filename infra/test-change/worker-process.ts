/** A process that does what the worker's does, for one lane, until it is killed: its parent says over IPC what lands and what is brought up to now. */
import { FairStatements, limitsFrom, queueSettingsFrom } from '@cutline/worker/fair-queue';
import { clickHouseSettingsFrom, connectClickHouse } from '@cutline/clickhouse';
import { connectPostgres, postgresUrlFrom } from '@cutline/postgres';
import { landBatch } from '@cutline/worker';
import { drainWorkspace } from '@cutline/worker/drain-workspace';
import { liveRun } from '@cutline/worker/live-run';
import { startTestWorker } from '@cutline/worker/test-worker';
import type { TestWorkspace } from '@cutline/worker/test-workspace';
import type { Asked, ProcessSettings } from './worker-client.ts';

const settings = JSON.parse(process.env['CUTLINE_TEST_CHANGE']!) as ProcessSettings;
const database = connectPostgres(postgresUrlFrom(process.env), 30);
const clickhouse = connectClickHouse(clickHouseSettingsFrom(process.env));
const { keyring, temporal, home, queues } = settings;
const fair = { statements: new FairStatements({ ...queueSettingsFrom({}), threads: 2 }), limits: limitsFrom({}) };
const stage = { database, clickhouse, keyring, fair, temporal, home } as TestWorkspace;
await startTestWorker(stage, { timelinesFrom: 1, taskQueue: queues.withTimelines });
await startTestWorker(stage, { taskQueue: queues.without });

process.on('message', ({ id, ...asked }: Asked & { id: number }) => {
  void doIt(asked as Asked).then(
    () => process.send!({ id }),
    (error: unknown) => process.send!({ id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
process.send!({ ready: true });

async function doIt(asked: Asked): Promise<void> {
  switch (asked.do) {
    case 'drain':
      return drainWorkspace(stage, asked.workspace);
    case 'land':
      await landBatch(stage, asked.landing);
      return;
    case 'live':
      await liveRun(stage, asked.workspace.id, () => asked.asOf);
  }
}
