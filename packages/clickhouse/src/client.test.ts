import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectClickHouse } from './client.ts';
import { threadsOf } from './threads-of.ts';

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

/** As they are written in JavaScript, which is the shortest decimal that stands for each. */
const floats = [
  ...[0.1, 1.1, 16.504, 65.69, -123.456, 9007199254740991, 1e-7],
  ...Array.from({ length: 2_000 }, (_, index) => ((index * 7_919 + 1) % 100_003) / 997),
  ...Array.from({ length: 2_000 }, (_, index) => Math.sin(index + 1) * 10 ** ((index % 30) - 18)),
];

it('a number in a JSON body is read as the nearest float64, in a column and in JSON', async () => {
  await client.command({ query: 'CREATE TABLE numbers (n UInt32, x Float64, document JSON) ENGINE = Memory' });
  const values = floats.map((x, n) => ({ n, x, document: { x } }));
  await client.insert({ table: 'numbers', values, format: 'JSONEachRow' });
  const query = "SELECT x, CAST(document.x, 'Float64') AS inside FROM numbers ORDER BY n";
  const rows = await (await client.query({ query, format: 'JSONEachRow' })).json<{ x: number; inside: number }>();
  expect(rows).toEqual(floats.map((x) => ({ x, inside: x })));
});

it('says how many threads a statement gets', async () => {
  const { url, username, password } = database;
  const three = createClient({ url, username, password, clickhouse_settings: { max_threads: 3 } });
  expect(await threadsOf(three)).toBe(3);
  await three.close();
});
