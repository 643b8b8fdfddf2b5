import { readFile } from 'node:fs/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectClickHouse, migrateClickHouse, renderMigration, tables } from './index.ts';

let database: TestClickHouse;
let client: ClickHouseClient;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

const initial = (): Promise<string> => readFile(new URL('../migrations/0001-initial.sql', import.meta.url), 'utf8');
const tableNames = async (): Promise<string[]> => {
  const rows = await (await client.query({ query: 'SHOW TABLES', format: 'JSONEachRow' })).json<{ name: string }>();
  return rows.map((row) => row.name);
};

it('goes on where a migration was cut off, and does nothing the second time', async () => {
  const [first] = renderMigration(await initial(), {});
  await client.command({ query: first! });

  expect(await migrateClickHouse(client)).toContain('0001-initial.sql');
  expect(await tableNames()).toEqual(expect.arrayContaining(Object.values(tables)));
  expect(await migrateClickHouse(client)).toEqual([]);
});

it('refuses a migration that was edited after it ran', async () => {
  await client.insert({
    table: 'schema_migrations',
    format: 'JSONEachRow',
    values: [{ statement: '0001-initial.sql#1', checksum: 'other', at: '2100-01-01 00:00:00' }],
  });
  await expect(migrateClickHouse(client)).rejects.toThrow('0001-initial.sql, statement 2, was changed after it ran');
});

it('has a form for a cluster, which the engine can read', async () => {
  const statements = renderMigration(await initial(), { cluster: "eu 'north'" });
  expect(statements[0]).toContain("ON CLUSTER 'eu ''north'''");
  expect(statements[0]).toContain('ENGINE = ReplicatedMergeTree');
  expect(statements.join()).not.toContain('{{');
  for (const statement of statements) {
    const result = await client.query({ query: `EXPLAIN AST ${statement}`, format: 'TabSeparatedRaw' });
    expect(await result.text()).toContain('CreateQuery');
  }
});
