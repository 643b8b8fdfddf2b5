import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices, type Services } from '@cutline/embedded';
import { schema, type Database } from '@cutline/postgres';
import { unloadWorkspaces } from '@cutline/segment-sql/test/load-workspace';
import { landBatch, type Landing } from '@cutline/worker';
import { drainWorkspace } from '@cutline/worker/drain-workspace';
import { liveRun } from '@cutline/worker/live-run';
import { startTestWorker, type TestWorker } from '@cutline/worker/test-worker';
import { createTestWorkspace, type TestWorkspace } from '@cutline/worker/test-workspace';
import { failingClickHouse } from './failing-clickhouse.ts';
import { failingPostgres } from './failing-postgres.ts';
import { Faults } from './faults.ts';
import type { Fault, Script } from './script.ts';

export type WorkspaceRow = TestWorkspace['workspace'];

/** Where one script after the other is played: databases and workers of its own, whose stores can be made to fail. */
export interface Lane {
  /** The stores themselves, to look into. */
  stage: TestWorkspace;
  /** Lands what waits in the inbox of a workspace (its number). It may fail, and be done again; so may the next two. */
  drain(workspace: number): Promise<void>;
  land(landing: Landing): Promise<void>;
  live(workspace: WorkspaceRow, asOf: number): Promise<void>;
  /** The worker for a script. */
  worker(script: Script): Pick<TestWorker, 'client' | 'taskQueue'>;
  /** From now on things go wrong, until `end`. */
  begin(faults: readonly Fault[]): void;
  end(): Promise<void>;
  /** How often something went wrong. */
  readonly struck: number;
  open(script: Script): Promise<WorkspaceRow>;
  close(): Promise<void>;
}

const connections = 14;
/** Parts pile up, one for each month of each workspace. */
const workspacesAtOnce = 10;

/** Opens a lane on the services of the process. */
export async function openLane(): Promise<Lane> {
  const stage = await createTestWorkspace();
  const faults = new Faults();
  const { connectionString } = stage.database.$client.options;
  const database = failingPostgres(connectionString!, connections, faults);
  const clickhouse = failingClickHouse(stage.clickhouse, faults);
  const failing: TestWorkspace = { ...stage, database, clickhouse };
  const [withTimelines, without] = await Promise.all([
    startTestWorker(failing, { timelinesFrom: 1 }),
    startTestWorker(failing),
  ]);
  let opened = 0;
  return {
    stage,
    drain: (workspace) => drainWorkspace(failing, workspace),
    land: async (landing) => void (await landBatch(failing, landing)),
    live: async (workspace, asOf) => void (await liveRun(failing, workspace.id, () => asOf)),
    begin: (broken) => faults.arm(broken),
    end: async () => faults.disarm(),
    get struck() {
      return faults.struck;
    },
    worker: ({ timelines }) => (timelines ? withTimelines : without),
    async open(script) {
      opened += 1;
      if (opened % workspacesAtOnce === 0) await unloadWorkspaces(stage.clickhouse);
      return makeWorkspace(stage.database, stage.workspace.organisationId, script);
    },
    async close() {
      await Promise.all([withTimelines.stop(), without.stop()]);
      await database.$client.end();
      await stage.drop();
    },
  };
}

export async function makeWorkspace(
  database: Database,
  organisationId: string,
  { timeZone, currency, includeAnonymous }: Script,
): Promise<WorkspaceRow> {
  const values = { organisationId, name: 'Test', timeZone, currency, includeAnonymous };
  const [made] = await database.insert(schema.workspace).values(values).returning();
  return made!;
}

/** How a process of its own finds a stage's databases. */
export async function addressesOf(
  { database, rows }: TestWorkspace,
  { clickhouse }: Services,
): Promise<Record<string, string>> {
  const [own] = await rows<{ name: string }>('SELECT currentDatabase() AS name');
  return {
    DATABASE_URL: database.$client.options.connectionString!,
    CLICKHOUSE_URL: clickhouse.url,
    CLICKHOUSE_USER: clickhouse.username,
    CLICKHOUSE_PASSWORD: clickhouse.password,
    CLICKHOUSE_DATABASE: own!.name,
  };
}

/** The real services in a folder of their own. */
export async function openServices(): Promise<{ services: Services; close(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'cutline-change-'));
  const services = await startServices({ home, ports: { postgres: 0, clickhouse: 0, temporal: 0 }, disposable: true });
  await services.ready;
  const { postgres, clickhouse, temporal } = services;
  process.env['CUTLINE_TEST_SERVICES'] = JSON.stringify({
    postgres: { url: postgres.url },
    clickhouse: { url: clickhouse.url, username: clickhouse.username, password: clickhouse.password },
    temporal: { address: temporal.address },
  });
  return {
    services,
    async close() {
      await services.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
