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

it('moves memberships to a table with smaller granules, wherever that was cut off', async () => {
  const own = await createTestClickHouse();
  const old = connectClickHouse(own);
  try {
    const files = ['0001-initial.sql', '0006-finer-memberships.sql'].map(
      (name) => new URL(`../migrations/${name}`, import.meta.url),
    );
    const [before, moving] = await Promise.all(
      files.map(async (file) => renderMigration(await readFile(file, 'utf8'), {})),
    );
    for (const statement of before!) await old.command({ query: statement });
    await old.command({
      query: `INSERT INTO memberships SELECT 7, number % 3, toUUID('00000000-0000-4000-8000-000000000001'), number, bitmapBuild([toUInt32(number)])
        FROM numbers(100)`,
    });
    const [create, copy, ...rest] = moving!;
    // Half of the rows were copied, and nobody noted that anything was.
    await old.command({ query: create! });
    await old.command({ query: `${copy!} AND run < 50` });
    // Each was done once without anybody noting it.
    for (const statement of [copy!, ...rest].flatMap((each) => [each, each])) await old.command({ query: statement });
    const read = async (query: string): Promise<unknown> => (await old.query({ query, format: 'JSONEachRow' })).json();
    expect(await read('SELECT count() AS rows, sum(run = bitmapMin(members)) AS right FROM memberships')).toEqual([
      { rows: '100', right: '100' },
    ]);
    expect(
      await read(
        `SELECT name FROM system.tables WHERE database = currentDatabase() AND create_table_query LIKE '%index_granularity = 64%'`,
      ),
    ).toEqual([{ name: 'memberships' }]);
    expect(await read(`SHOW TABLES LIKE 'memberships%'`)).toEqual([{ name: 'memberships' }]);
  } finally {
    await old.close();
    await own.drop();
  }
});

it('makes the table of timelines anew, wherever that was cut off, and what is added there is put together day by day', async () => {
  const own = await createTestClickHouse();
  const old = connectClickHouse(own);
  try {
    const [before, anew] = await Promise.all(
      ['0001-initial.sql', '0004-timelines.sql', '0007-lists-of-days.sql'].map(async (name) =>
        renderMigration(await readFile(new URL(`../migrations/${name}`, import.meta.url), 'utf8'), {}),
      ),
    ).then(([initial, timelines, lists]) => [[...initial!, ...timelines!], lists!]);
    for (const statement of before!) await old.command({ query: statement });
    await old.command({ query: 'INSERT INTO timelines (workspace, stream, profile) VALUES (7, 1, 1)' });
    const [drop, create] = anew!;
    for (const statement of [drop!, drop!, create!]) await old.command({ query: statement });
    const add = async (days: string): Promise<unknown> =>
      old.command({
        query: `INSERT INTO timelines (workspace, stream, profile, daysMap.day, daysMap.events, daysMap.valued, daysMap.total) VALUES (7, 1, 2, ${days})`,
      });
    await add(`[10, 12], [1, 2], [1, 0], [-5.5, 0]`);
    await add(`[12, 11, 10], [4000000000, 1, 3], [0, 0, 1], [0, 0, 5.5]`);
    await old.command({ query: 'OPTIMIZE TABLE timelines FINAL' });
    const found = await old.query({ query: 'SELECT * FROM timelines', format: 'JSONEachRow' });
    expect(await found.json()).toEqual([
      {
        ...{ workspace: 7, stream: 1, profile: 2 },
        'daysMap.day': [10, 11, 12],
        'daysMap.events': [4, 1, 4_000_000_002],
        'daysMap.valued': [2, 0, 0],
        'daysMap.total': ['0', '0', '0'],
      },
    ]);
  } finally {
    await old.close();
    await own.drop();
  }
});

it('refuses a migration that was edited after it ran', async () => {
  await client.insert({
    table: 'schema_migrations',
    format: 'JSONEachRow',
    values: [{ statement: '0001-initial.sql#1', checksum: 'other', at: '2100-01-01 00:00:00' }],
  });
  await expect(migrateClickHouse(client)).rejects.toThrow('0001-initial.sql, statement 2, was changed after it ran');
});

it('brings attributes and consents of the first version to values, and drops what held them', async () => {
  const own = await createTestClickHouse();
  const old = connectClickHouse(own);
  try {
    for (const statement of renderMigration(await initial(), {})) await old.command({ query: statement });
    const base = { workspace: 7, profile: 3 };
    await old.insert({
      table: 'profile_attributes',
      format: 'JSONEachRow',
      values: [{ ...base, batch: 1, attributes: { gone: 'x' }, consents: {} }],
    });
    const attributes = { city: 'Oulu', visits: 3, share: 1.25, vip: true, tags: ['a', 2, null, ['b']], nothing: null };
    await old.insert({
      table: 'profile_attributes',
      format: 'JSONEachRow',
      values: [{ ...base, batch: 2, attributes, consents: { email: true, sms: false } }],
      clickhouse_settings: { input_format_try_infer_dates: 0 },
    });
    expect(await migrateClickHouse(old)).toContain('0002-values-of-profiles.sql');
    const found = await old.query({
      query: `SELECT kind, name, batch, toString(time) AS at, text, number, boolean, list, is_list
        FROM profile_values WHERE workspace = 7 AND profile = 3 ORDER BY kind, name`,
      format: 'JSONEachRow',
    });
    const nothing = {
      batch: '2',
      at: '1970-01-01 00:00:00.000',
      text: null,
      number: null,
      boolean: null,
      list: [],
      is_list: false,
    };
    expect(await found.json()).toEqual([
      { ...nothing, kind: 'attribute', name: 'city', text: 'Oulu' },
      { ...nothing, kind: 'attribute', name: 'share', number: '1.25' },
      { ...nothing, kind: 'attribute', name: 'tags', list: ['a', '2'], is_list: true },
      { ...nothing, kind: 'attribute', name: 'vip', boolean: true },
      { ...nothing, kind: 'attribute', name: 'visits', number: '3' },
      { ...nothing, kind: 'consent', name: 'email', boolean: true },
      { ...nothing, kind: 'consent', name: 'sms', boolean: false },
    ]);
    const tablesLeft = await old.query({ query: 'EXISTS TABLE profile_attributes', format: 'TabSeparatedRaw' });
    expect((await tablesLeft.text()).trim()).toBe('0');
  } finally {
    await old.close();
    await own.drop();
  }
});
