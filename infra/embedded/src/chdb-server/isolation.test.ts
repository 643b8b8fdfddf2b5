import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestClickHouse, type TestClickHouse } from '../test-database.ts';

/** More than the machine has cores. */
const many = 20;

let database: TestClickHouse;
let client: ClickHouseClient;

beforeAll(async () => {
  database = await createTestClickHouse();
  const { url, username, password, database: name } = database;
  client = createClient({
    url,
    username,
    password,
    database: name,
    max_open_connections: 64,
    log: { level: ClickHouseLogLevel.OFF },
  });
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

async function value(query: string, query_params: Record<string, unknown> = {}): Promise<unknown> {
  const result = await client.query({ query, query_params, format: 'JSONCompactEachRow' });
  const [row] = await result.json<[unknown]>();
  return row?.[0];
}

test('SET, USE, settings and parameters of a request are unknown to the next one', async () => {
  const untouched = await value("SELECT getSetting('max_block_size')");
  for (let round = 0; round < 20; round += 1) {
    await client.command({ query: 'SET max_block_size = 77' });
    await client.command({ query: 'SET param_n = 5' });
    await client.command({ query: 'USE system' });
    await client.command({
      query: 'SELECT {n: UInt8}',
      query_params: { n: 1 },
      clickhouse_settings: { max_block_size: '78' },
    });
    expect(await value("SELECT getSetting('max_block_size')")).toBe(untouched);
    expect(await value('SELECT currentDatabase()')).toBe(database.database);
    await expect(value('SELECT {n: UInt8}')).rejects.toMatchObject({ code: '456' });
  }
});

test('parameters of requests at the same time do not mix', async () => {
  const numbers = Array.from({ length: 300 }, (_, n) => n);
  const answers = await Promise.all(
    numbers.map((n) => value('SELECT concat(toString({n: UInt32}), {text: String})', { n, text: `-${n}` })),
  );
  expect(answers).toEqual(numbers.map((n) => `${n}-${n}`));
});

test('a failed request leaves nothing behind either', async () => {
  await expect(value('SELECT {n: UInt8} + nothing', { n: 3 })).rejects.toMatchObject({ code: '47' });
  await expect(value('SELECT {n: UInt8}')).rejects.toMatchObject({ code: '456' });
});

test.each([
  ['plain ones', 'SELECT sum(sleepEachRow(0.05)) FROM numbers(40) SETTINGS max_block_size = 1'],
  [
    'ones with a scalar subquery',
    'SELECT (SELECT sum(sleepEachRow(0.05)) FROM numbers(40)) SETTINGS max_block_size = 1',
  ],
  [
    'ones with IN',
    'SELECT count() FROM numbers(1) WHERE number IN (SELECT number + 7 + sleepEachRow(0.05) FROM numbers(40))',
  ],
])('a short statement is answered while long ones run: %s', async (_kind, sql) => {
  let over = false;
  const long = Promise.all(Array.from({ length: 4 }, () => value(sql)));
  void long.then(() => (over = true));
  expect(await value('SELECT 1')).toBe(1);
  expect(over).toBe(false);
  expect(await long).toEqual([0, 0, 0, 0]);
});

test('more statements than there are cores share them', async () => {
  const sums = Array.from({ length: many * 2 }, (_, n) =>
    value('SELECT {n: UInt32} + sum(number * 0) FROM numbers(1000000)', { n }),
  );
  expect(await Promise.all(sums)).toEqual(sums.map((_, n) => n));
});

test('streams that nobody reads do not keep others from running', async () => {
  const paused = await Promise.all(
    Array.from({ length: many }, () =>
      client.query({
        query: 'SELECT number, repeat(toString(number), 20) FROM numbers(2000000)',
        format: 'JSONEachRow',
      }),
    ),
  );
  expect(await value('SELECT 1')).toBe(1);
  for (const result of paused) result.close();
});
