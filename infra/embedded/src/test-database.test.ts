import { createClient } from '@clickhouse/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabases, testServices } from './test-database.ts';

let databases: Awaited<ReturnType<typeof createTestDatabases>>;
beforeAll(async () => {
  databases = await createTestDatabases();
});
afterAll(() => databases.drop());

test('addresses come both injected and by the environment', () => {
  expect(inject('services')).toEqual(testServices());
});

test('each file gets databases of its own', async () => {
  const postgres = new pg.Client({ connectionString: databases.postgres.url });
  await postgres.connect();
  const named = await postgres.query<{ name: string }>('SELECT current_database() AS name');
  await postgres.end();
  expect(named.rows[0]?.name).toMatch(/^test_/);

  const clickhouse = createClient(databases.clickhouse);
  const result = await clickhouse.query({ query: 'SELECT currentDatabase() AS name', format: 'JSONEachRow' });
  expect(await result.json()).toEqual([{ name: databases.clickhouse.database }]);
  await clickhouse.close();
});
