import { createTestPostgres, type TestPostgres } from '@cutline/embedded/vitest-database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bigintArray, connectPostgres, textArray, type Database } from './index.ts';

let own: TestPostgres;
let database: Database;
beforeAll(async () => {
  own = await createTestPostgres();
  database = connectPostgres(own.url);
});
afterAll(async () => {
  await database.$client.end();
  await own.drop();
});

it('brings every text and number over as it is', async () => {
  const texts = [
    'ada@example.com',
    '',
    ' ',
    'null',
    'NULL',
    null,
    '{}',
    '"',
    '\\',
    '\\"\\\\',
    'a,b',
    '\n\t\u0001',
    'ü😀',
    "'; --",
  ];
  const numbers = [0, -1, Number.MAX_SAFE_INTEGER, null];
  const asked = await database.execute(
    sql`SELECT ${textArray(texts)} AS texts, ${bigintArray(numbers)}::text[] AS numbers`,
  );
  expect(asked.rows[0]).toEqual({ texts, numbers: numbers.map((each) => (each === null ? null : String(each))) });
  const empty = await database.execute(sql`SELECT ${textArray([])} AS texts, ${bigintArray([])} AS numbers`);
  expect(empty.rows[0]).toEqual({ texts: [], numbers: [] });
});
