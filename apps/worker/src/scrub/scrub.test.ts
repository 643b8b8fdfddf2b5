import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectPostgres, schema, type Database } from '@cutline/postgres';
import { tables } from '@cutline/clickhouse';
import { createTestDatabases } from '@cutline/embedded/vitest-database';
import { eraseEvents, eraseMemberships } from '../erase-person/erase-from-clickhouse.ts';
import { eraseFromPostgres } from '../erase-person/erase-from-postgres.ts';
import { loadSubject } from '../erase-person/erasure-subject.ts';
import { annNumbers, askToEraseAnn, fillWithAnn } from '../erase-person/testing/ann-and-others.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { scrubClickHouse } from './scrub-clickhouse.ts';
import { scrubPostgres } from './scrub-postgres.ts';

let stage: TestWorkspace;
let other: Awaited<ReturnType<typeof createTestDatabases>>;
let elsewhere: Database['$client'];
beforeAll(async () => {
  [stage, other] = await Promise.all([createTestWorkspace(), createTestDatabases()]);
  elsewhere = connectPostgres(other.postgres.url, 1).$client;
  await fillWithAnn(stage, stage.workspace);
});
afterAll(async () => {
  await elsewhere.end();
  await Promise.all([stage.drop(), other.drop()]);
});

/** Files of the test's own database in which the text stands by itself, as bytes. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const pattern = new RegExp(`(?<![\\w.])${text.replaceAll(/[.+]/g, '\\$&')}(?![\\w.])`);
  const found: string[] = [];
  for (const name of await readdir(folder))
    if (pattern.test(await readFile(join(folder, name), 'latin1'))) found.push(name);
  return found;
}

async function postgresFolder(): Promise<string> {
  const { rows } = await stage.database.execute<{ folder: string }>(
    sql`SELECT current_setting('data_directory') || '/base/' || oid AS folder FROM pg_database WHERE datname = current_database()`,
  );
  return rows[0]!.folder;
}

/** Every folder that our tables have on disk, as ClickHouse's own bookkeeping knows nothing of: `events/202601_1_1_0`. */
async function foldersOfParts(): Promise<string[]> {
  const places = await stage.rows<{ name: string; path: string }>(
    'SELECT name, arrayJoin(data_paths) AS path FROM system.tables WHERE database = currentDatabase()',
  );
  const found: string[] = [];
  for (const { name, path } of places.filter((each) => Object.values<string>(tables).includes(each.name))) {
    for (const entry of await readdir(path, { withFileTypes: true }))
      if (entry.isDirectory() && !/^(detached|deduplication_logs|patch-.*)$/.test(entry.name))
        found.push(`${name}/${entry.name}`);
  }
  return found.sort();
}

test('after an erasure and a scrub the files hold nothing of the person', async () => {
  const folder = await postgresFolder();
  // Somebody who writes to another database of the same PostgreSQL, from before the erasure until the scrub has begun.
  const writer = await elsewhere.connect();
  await writer.query('BEGIN; SELECT pg_current_xact_id()');
  await stage.database.execute('CHECKPOINT');
  expect((await filesWith(folder, 'ann.q@example.com')).length).toBeGreaterThan(0);
  const erasureId = await askToEraseAnn(stage, stage.workspace);
  const subject = (await loadSubject(stage, erasureId))!;
  await eraseEvents(stage.clickhouse, subject);
  await eraseMemberships(stage.clickhouse, subject);
  await eraseFromPostgres(stage.database, subject);
  await stage.database.delete(schema.inbox);
  await stage.database.delete(schema.erasureSubject);
  await stage.database.execute('CHECKPOINT');
  expect((await filesWith(folder, 'c-ann')).length).toBeGreaterThan(0);

  await Promise.all([
    scrubPostgres(stage.database),
    wait(1_000).then(async () => {
      await writer.query('ROLLBACK');
      writer.release();
    }),
  ]);
  await scrubClickHouse(stage.clickhouse, { patience: 60_000 });
  for (const text of ['ann.q@example.com', 'c-ann', 'device-ann', '+3585550100', 'ann.q%40example.com', 'm-ann-4'])
    expect([text, await filesWith(folder, text)]).toEqual([text, []]);

  // ClickHouse's files are compressed, so it reads them to us: whatever lies on the disk is a part that is in use, none of them masks a row, and
  // what they hold is what the tables say.
  const active = await stage.rows<{ part: string }>(
    `SELECT concat(table, '/', name) AS part FROM system.parts WHERE database = currentDatabase() AND active AND NOT has_lightweight_delete AND NOT startsWith(name, 'patch-') ORDER BY part`,
  );
  const ours = new Set<string>(Object.values(tables));
  expect(await foldersOfParts()).toEqual(
    active
      .map(({ part }) => part)
      .filter((part) => ours.has(part.split('/')[0]!))
      .sort(),
  );
  const patched = await stage.rows<{ column: string }>(
    `SELECT DISTINCT column FROM system.parts_columns WHERE database = currentDatabase() AND startsWith(name, 'patch-') ORDER BY column`,
  );
  expect(patched.map(({ column }) => column).filter((column) => !column.startsWith('_'))).toEqual(['members']);
  const [left] = await stage.rows<{ n: string }>(
    `SELECT (SELECT count() FROM events WHERE profile IN (${annNumbers.join(', ')})) + (SELECT count() FROM identifiers WHERE value LIKE '%ann%' AND value NOT LIKE 'joann%')
      + (SELECT count() FROM memberships WHERE bitmapContains(members, 900001)) AS n`,
  );
  expect(left).toEqual({ n: '0' });
}, 90_000);
