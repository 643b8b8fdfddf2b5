import { readdir, readFile } from 'node:fs/promises';
import { connectClickHouse, onEachShard, type ClusterPlace } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, it } from 'vitest';

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

const place: ClusterPlace = {
  database: 'cutline',
  cluster: {
    name: 'north',
    localDatabase: 'cutline_local',
    replicaPath: '/clickhouse/tables/{shard}',
    replicaName: '{replica}',
  },
};
const folder = new URL('../sql/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.sql'));

/** The statements that stand reviewed which write rows made of others. */
async function insertsIn(file: string): Promise<string[]> {
  const text = await readFile(new URL(file, folder), 'utf8');
  return text
    .split(/;\s*$/m)
    .map((statement) => statement.replaceAll(/^--.*$/gm, '').trim())
    .filter((statement) => statement.startsWith('INSERT INTO'));
}

const inserts = (
  await Promise.all(files.map(async (file) => (await insertsIn(file)).map((sql) => ({ file, sql }))))
).flat();

it('there are statements of every kind', () => {
  expect(new Set(inserts.map(({ file }) => file)).size).toBeGreaterThan(3);
});

it('what each shard does is understood by the engine, and reads the shard’s own tables only', async () => {
  const statements = inserts.map(({ sql }) => onEachShard(sql, place));
  // As texts in a list: one request tells all of them.
  const asked = statements.map((sql) => `formatQuery(${inLiteral(sql)})`);
  for (let at = 0; at < asked.length; at += 50) {
    const query = `SELECT arrayJoin([${asked.slice(at, at + 50).join(', ')}]) AS sql`;
    const result = await client.query({
      query,
      format: 'JSONEachRow',
      clickhouse_settings: { max_query_size: '9000000' },
    });
    for (const { sql } of await result.json<{ sql: string }>()) {
      expect(sql).toContain("FROM cluster('north', view(");
      const read = [...sql.matchAll(/\b(?:FROM|JOIN)\s+(\w+(?:\.\w+)?)/g)].map(([, table]) => table!);
      expect(
        read.filter((table) => /^(events|identifiers|profile_values|timelines|memberships|run_bitmaps)$/.test(table)),
      ).toEqual([]);
    }
  }
});

function inLiteral(sql: string): string {
  return `'${sql.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
