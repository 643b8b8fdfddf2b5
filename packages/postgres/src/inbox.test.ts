import { createTestPostgres, type TestPostgres } from '@cutline/embedded/vitest-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectPostgres, inboxChannel, migratePostgres, putIntoInbox, schema, type Database } from './index.ts';

let own: TestPostgres;
let database: Database;
let workspace: number;
beforeAll(async () => {
  own = await createTestPostgres();
  database = connectPostgres(own.url);
  await migratePostgres(database);
  const [organisation] = await database.insert(schema.organisation).values({ name: 'Shop' }).returning();
  const values = { organisationId: organisation!.id, name: 'W', timeZone: 'UTC', currency: 'EUR' };
  const [row] = await database.insert(schema.workspace).values(values).returning();
  workspace = row!.number;
});
afterAll(async () => {
  await database.$client.end();
  await own.drop();
});

it('keeps rows in the order they are given, tells their ids and wakes who listens, once', async () => {
  const listener = await database.$client.connect();
  const heard: string[] = [];
  const woken = new Promise<void>((resolve) =>
    listener.on('notification', ({ channel }) => {
      heard.push(channel);
      resolve();
    }),
  );
  await listener.query(`LISTEN ${inboxChannel}`);
  const rows = [
    { workspace, source: 'a', messages: 2, contents: '[{}, {"text": "Ünï’\\\\ {,}"}]' },
    { workspace, source: 'console', messages: 0, contents: '[]' },
    { workspace, source: 'a', messages: 1, contents: '[{}]' },
  ];
  const ids = await putIntoInbox(database, rows);
  await woken;
  expect(heard).toEqual(['inbox']);
  listener.release(true);

  const stored = await database.select().from(schema.inbox).orderBy(schema.inbox.id);
  expect(stored.map(({ id }) => id)).toEqual(ids);
  expect(stored.map(({ id: _, receivedAt: __, ...row }) => row)).toEqual(rows);
  expect(await putIntoInbox(database, [])).toEqual([]);
});

it('keeps nothing of a transaction that fails', async () => {
  const before = await database.$count(schema.inbox);
  const failing = database.transaction(async (tx) => {
    await putIntoInbox(tx, [{ workspace, source: 'a', messages: 1, contents: '[{}]' }]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await database.$count(schema.inbox)).toBe(before);
});
