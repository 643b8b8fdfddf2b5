import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestPostgres, type TestPostgres } from '@cutline/embedded/vitest-database';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectPostgres, migratePostgres, type Database } from './index.ts';

interface Journal {
  entries: { tag: string }[];
}

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
let own: TestPostgres;
let database: Database;
let earlier: string;
beforeAll(async () => {
  own = await createTestPostgres();
  database = connectPostgres(own.url);
  earlier = await mkdtemp(join(tmpdir(), 'cutline-migrations-'));
});
afterAll(async () => {
  await database.$client.end();
  await own.drop();
  await rm(earlier, { recursive: true, force: true });
});

/** The migrations as they were after the first of them. */
async function migrateToFirst(): Promise<void> {
  await cp(migrations, earlier, { recursive: true });
  const file = join(earlier, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8')) as Journal;
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
  await migrate(database, { migrationsFolder: earlier });
}

it('brings a database of the first version, with data in it, to the latest and keeps the data', async () => {
  await migrateToFirst();
  await database.execute(sql`
    WITH shop AS (INSERT INTO organisation (name) VALUES ('Shop') RETURNING id),
      place AS (
        INSERT INTO workspace (organisation_id, name, time_zone, currency)
        SELECT id, 'Shop', 'Europe/Berlin', 'EUR' FROM shop RETURNING id, number
      ),
      counted AS (INSERT INTO workspace_counter (workspace, last_profile, last_run) SELECT number, 7, 1 FROM place),
      named AS (INSERT INTO identifier (workspace, kind, value, profile) SELECT number, 'customId', 'C-1', 7 FROM place)
    INSERT INTO run (workspace_id, number, trigger, status, as_of, known)
    SELECT id, 1, 'manual', 'completed', now(), 3 FROM place`);

  await migratePostgres(database);

  const found = await database.execute(sql`
    SELECT run.number, run.known, workspace.name, identifier.profile, workspace_counter.last_profile
    FROM run
    JOIN workspace ON workspace.id = run.workspace_id
    JOIN identifier ON identifier.workspace = workspace.number
    JOIN workspace_counter ON workspace_counter.workspace = workspace.number`);
  expect(found.rows).toEqual([{ number: '1', known: '3', name: 'Shop', profile: '7', last_profile: '7' }]);
});
