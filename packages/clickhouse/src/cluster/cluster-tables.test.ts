import { readdir, readFile } from 'node:fs/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClickHouse, renderMigration } from '../index.ts';
import { clusterDefaults } from './cluster-settings.ts';
import { clusterTables } from './cluster-tables.ts';

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

const cluster = clusterDefaults("eu 'north'", 'cutline');
const folder = new URL('../../migrations/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.sql'));
const rendered = async (file: string): Promise<string[]> =>
  renderMigration(await readFile(new URL(file, folder), 'utf8'), { cluster });

it.each(files)('%s has a form for a cluster, which the engine can read', async (file) => {
  for (const statement of await rendered(file)) {
    expect(statement).not.toContain('{{');
    const result = await client.query({ query: `EXPLAIN AST ${statement}`, format: 'TabSeparatedRaw' });
    expect(await result.text()).toMatch(/^(CreateQuery|AlterQuery|DropQuery|InsertQuery|Rename)\b/);
  }
});

it('a table that lies in shards becomes one with replicas and one over them', () => {
  const statement =
    'CREATE TABLE memberships {{on_cluster}} (chunk UInt16)\nENGINE = {{engine:ReplacingMergeTree(run)}}';
  expect(clusterTables(statement, cluster)).toEqual([
    `CREATE TABLE cutline_local.memberships ON CLUSTER 'eu ''north''' (chunk UInt16)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/cutline_local/memberships', '{replica}', run)`,
    `CREATE TABLE memberships ON CLUSTER 'eu ''north''' AS cutline_local.memberships
ENGINE = Distributed('eu ''north''', 'cutline_local', 'memberships', workspace + chunk)`,
  ]);
});

it('over a table with another name another one lies', () => {
  const statement = 'RENAME TABLE IF EXISTS memberships_in_small_granules TO memberships {{on_cluster}}';
  expect(clusterTables(statement, cluster)).toEqual([
    `DROP TABLE IF EXISTS memberships_in_small_granules ON CLUSTER 'eu ''north'''`,
    `RENAME TABLE IF EXISTS cutline_local.memberships_in_small_granules TO cutline_local.memberships ON CLUSTER 'eu ''north'''`,
    `CREATE TABLE memberships ON CLUSTER 'eu ''north''' AS cutline_local.memberships
ENGINE = Distributed('eu ''north''', 'cutline_local', 'memberships', workspace + chunk)`,
  ]);
});

it('what lies everywhere is one table, of which all servers are replicas', () => {
  const statement = 'CREATE TABLE currency_rates {{on_cluster}} (rate UInt8)\nENGINE = {{engine:MergeTree}}';
  expect(clusterTables(statement, cluster)).toEqual([
    `CREATE TABLE currency_rates ON CLUSTER 'eu ''north''' (rate UInt8)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/everywhere/cutline_local/currency_rates', '{shard}-{replica}')`,
  ]);
});

describe('a change of a table', () => {
  it('of its columns is one of both', () => {
    const statement = 'ALTER TABLE events {{on_cluster}} ADD COLUMN note String CODEC(Delta, ZSTD(3)) AFTER source';
    expect(clusterTables(statement, cluster)).toEqual([
      `ALTER TABLE cutline_local.events ON CLUSTER 'eu ''north''' ADD COLUMN note String CODEC(Delta, ZSTD(3)) AFTER source`,
      `ALTER TABLE events ON CLUSTER 'eu ''north''' ADD COLUMN note String AFTER source`,
    ]);
  });

  it('of an index is one of the table that has it', () => {
    expect(clusterTables('ALTER TABLE events {{on_cluster}} MATERIALIZE INDEX by_batch', cluster)).toEqual([
      `ALTER TABLE cutline_local.events ON CLUSTER 'eu ''north''' MATERIALIZE INDEX by_batch`,
    ]);
  });
});

it('refuses a table whose place nobody has said', () => {
  expect(() => clusterTables('DROP TABLE IF EXISTS other {{on_cluster}}', cluster)).toThrow('the rows of other lie');
});
