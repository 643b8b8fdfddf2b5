import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestDatabases } from '@cutline/embedded/vitest-database';
import { connectPostgres, migratePostgres, schema, type Database } from '@cutline/postgres';
import { newKey, type Keyring } from '@cutline/secrets';
import type { Dependencies } from './dependencies.ts';
import { FairStatements, limitsFrom, queueSettingsFrom } from './fair-queue/index.ts';
import type { Workspace } from './find-workspace.ts';

/** Migrated databases, an empty home and a workspace of a test file's own, on the real services. */
export interface TestWorkspace {
  database: Database;
  clickhouse: ClickHouseClient;
  home: string;
  keyring: Keyring;
  fair: Dependencies['fair'];
  workspace: Workspace;
  /** Temporal's address. */
  temporal: string;
  /** Makes another workspace. */
  another(): Promise<Workspace>;
  /** Rows of a ClickHouse query. */
  rows<T>(query: string): Promise<T[]>;
  drop(): Promise<void>;
}

/** Call in `beforeAll`; `drop` in `afterAll`. */
export async function createTestWorkspace(): Promise<TestWorkspace> {
  const databases = await createTestDatabases();
  const database = connectPostgres(databases.postgres.url, 20);
  const clickhouse = connectClickHouse(databases.clickhouse);
  await migratePostgres(database);
  await migrateClickHouse(clickhouse);
  const home = await mkdtemp(join(tmpdir(), 'cutline-worker-'));
  const [organisation] = await database.insert(schema.organisation).values({ name: 'Test' }).returning();
  const another = async (): Promise<Workspace> => {
    const values = { organisationId: organisation!.id, name: 'Test', timeZone: 'Europe/Berlin', currency: 'EUR' };
    const [made] = await database.insert(schema.workspace).values(values).returning();
    return made!;
  };
  return {
    database,
    clickhouse,
    home,
    keyring: { keys: [newKey()], hashKey: newKey().key },
    fair: { statements: new FairStatements({ ...queueSettingsFrom({}), threads: 2 }), limits: limitsFrom({}) },
    workspace: await another(),
    temporal: databases.temporal.address,
    another,
    async rows<T>(query: string) {
      const result = await clickhouse.query({ query, format: 'JSONEachRow' });
      return result.json<T>();
    },
    async drop() {
      await Promise.all([database.$client.end(), clickhouse.close()]);
      await Promise.all([databases.drop(), rm(home, { recursive: true })]);
    },
  };
}
