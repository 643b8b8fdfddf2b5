import { createTestPostgres, type TestPostgres } from '@cutline/embedded/vitest-database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appliedMigrations, connectPostgres, migratePostgres, schema, type Database } from './index.ts';

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

it('migrates once, however many processes start together', async () => {
  await Promise.all([migratePostgres(database), migratePostgres(database), migratePostgres(database)]);
  const applied = await appliedMigrations(database);
  expect(new Set(applied).size).toBe(applied.length);
  await migratePostgres(database);
  expect(await appliedMigrations(database)).toEqual(applied);
});

it('numbers workspaces by itself and never the same twice', async () => {
  const [organisation] = await database.insert(schema.organisation).values({ name: 'Shop' }).returning();
  const add = async (): Promise<number> => {
    const values = { organisationId: organisation!.id, name: 'W', timeZone: 'UTC', currency: 'EUR' };
    const [row] = await database.insert(schema.workspace).values(values).returning();
    return row!.number;
  };
  const first = await add();
  await database.execute(sql`DELETE FROM workspace WHERE number = ${first}`);
  expect(await add()).toBeGreaterThan(first);
});

it('survives the loss of an idle connection', async () => {
  await database.execute(sql`SELECT 1`);
  const other = connectPostgres(own.url, 1);
  await other.execute(
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await other.$client.end();
  await expect
    .poll(() => database.execute(sql`SELECT 1 AS one`).then((result) => result.rows, String))
    .toEqual([{ one: 1 }]);
});
