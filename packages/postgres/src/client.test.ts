import { createTestPostgres, type TestPostgres } from '@cutline/embedded/vitest-database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectPostgres, type Database } from './client.ts';

let server: TestPostgres;
let database: Database;
beforeAll(async () => {
  server = await createTestPostgres();
  database = connectPostgres(server.url, 1);
});
afterAll(async () => {
  await database.$client.end();
  await server.drop();
});

const one = () => database.transaction(async (tx) => (await tx.execute(sql`SELECT 1 AS one`)).rows);

it('has its connection back after a transaction that could not begin, and after one that was cut off', async () => {
  expect(await one()).toEqual([{ one: 1 }]);
  // Cut while nobody looks: only who uses it next learns of it.
  database.$client.once('acquire', (connection) => {
    (connection as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  });
  await expect(one()).rejects.toThrow();
  expect(await one()).toEqual([{ one: 1 }]);

  const cutOff = database.transaction(async (tx) => tx.execute(sql`SELECT pg_terminate_backend(pg_backend_pid())`));
  await expect(cutOff).rejects.toThrow();
  expect(await one()).toEqual([{ one: 1 }]);
});

it('takes back what a transaction did that failed', async () => {
  await database.execute(sql`CREATE TABLE kept (n int)`);
  const failing = database.transaction(async (tx) => {
    await tx.execute(sql`INSERT INTO kept VALUES (1)`);
    throw new Error('by hand');
  });
  await expect(failing).rejects.toThrow('by hand');
  expect((await database.execute(sql`SELECT n FROM kept`)).rows).toEqual([]);
});

it('gives nobody a connection that is still in a transaction', async () => {
  await database.execute(sql`CREATE TABLE held (n int)`);
  database.$client.once('acquire', (connection) => {
    const query = connection.query.bind(connection) as (...sent: unknown[]) => Promise<unknown>;
    const refusing = (...sent: unknown[]) =>
      JSON.stringify(sent).includes('rollback') ? Promise.reject(new Error('Refused')) : query(...sent);
    Object.assign(connection, { query: refusing });
  });
  const failing = database.transaction(async (tx) => {
    await tx.execute(sql`INSERT INTO held VALUES (1)`);
    throw new Error('by hand');
  });
  await expect(failing).rejects.toThrow('rollback');
  await database.execute(sql`INSERT INTO held VALUES (2)`);
  expect(await one()).toEqual([{ one: 1 }]);
  expect((await database.execute(sql`SELECT n FROM held`)).rows).toEqual([{ n: 2 }]);
});
