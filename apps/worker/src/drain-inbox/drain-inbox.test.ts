import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyedHash } from '@cutline/secrets';
import { knownBatch, putIntoInbox, schema } from '@cutline/postgres';
import type { InboxMessage } from '../ingestion/incoming.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { drainLoop } from './drain-loop.ts';
import { drainWorkspace } from './drain-workspace.ts';

let stage: TestWorkspace;
beforeAll(async () => void (stage = await createTestWorkspace()));
afterAll(() => stage.drop());

function visit(messageId: string, more: Partial<InboxMessage> = {}): InboxMessage {
  const event = { action: 'visit', revenue: null, currency: 'EUR', orderId: '', products: [], parameters: {} };
  return { messageId, time: '2026-03-01T10:00:00.000Z', identifiers: { customId: 'ada' }, event, ...more };
}

/** Puts messages into the inbox as one request. */
async function put(workspace: number, messages: InboxMessage[], source = 'console'): Promise<number> {
  const row = { workspace, source, messages: messages.length, contents: JSON.stringify(messages) };
  return (await putIntoInbox(stage.database, [row]))[0]!;
}

const landed = (workspace: number) =>
  stage.rows<{ message_id: string; batch: string }>(
    `SELECT message_id, toString(batch) AS batch FROM events WHERE workspace = ${workspace} ORDER BY message_id`,
  );
const waiting = async (workspace: number): Promise<number> =>
  (await stage.database.execute(sql`SELECT 1 FROM inbox WHERE workspace = ${workspace}`)).rowCount ?? 0;

it('lands what waits, in numbered batches no larger than is allowed, and leaves the inbox empty', async () => {
  const { number } = await stage.another();
  for (const place of [1, 2, 3, 4, 5]) await put(number, [visit(`${place}a`), visit(`${place}b`)]);

  await drainWorkspace(stage, number, undefined, { messages: 4, size: 1_000_000 });

  expect((await landed(number)).map(({ message_id, batch }) => `${message_id}:${batch}`)).toEqual([
    '1a:1',
    '1b:1',
    '2a:1',
    '2b:1',
    '3a:2',
    '3b:2',
    '4a:2',
    '4b:2',
    '5a:3',
    '5b:3',
  ]);
  expect(await waiting(number)).toBe(0);
  expect(await knownBatch(stage.database, number)).toBe(3);
});

it('leaves what comes while a batch of all that waited lands to the next, so that it is gathered first', async () => {
  const { number } = await stage.another();
  await put(number, [visit('first')]);
  const held = sql`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = ${number} AND NOT granted`;

  const { drained } = await whileLocked(stage.database, 'landing', number, async () => {
    const drained = drainWorkspace(stage, number);
    // By then it has chosen what it lands.
    await expect.poll(async () => (await stage.database.execute(held)).rowCount, { timeout: 30_000 }).toBe(1);
    await put(number, [visit('second')]);
    return { drained };
  });
  await drained;

  expect((await landed(number)).map(({ message_id }) => message_id)).toEqual(['first']);
  await drainWorkspace(stage, number);
  expect(await landed(number)).toEqual([
    { message_id: 'first', batch: '1' },
    { message_id: 'second', batch: '2' },
  ]);
});

it('counts a message id once, whichever request it comes in, and tells the debugger', async () => {
  const { number, id } = await stage.another();
  const [source] = await stage.database
    .insert(schema.source)
    .values({ workspaceId: id, name: 'Shop', kind: 'website' })
    .returning();
  const shown = async (row: number, messageId: string): Promise<void> => {
    await stage.database.insert(schema.sourceMessage).values({
      workspace: number,
      sourceId: source!.id,
      type: 'track',
      messageId,
      outcome: 'waiting',
      identifiers: [],
      raw: '{}',
      problems: [],
      inbox: row,
    });
  };
  await shown(await put(number, [visit('one')], source!.id), 'one');
  await drainWorkspace(stage, number);
  const again = await put(number, [visit('one'), visit('two')], source!.id);
  await shown(again, 'one');
  await shown(again, 'two');
  await drainWorkspace(stage, number);

  expect((await landed(number)).map(({ message_id }) => message_id)).toEqual(['one', 'two']);
  const messages = await stage.database.execute(
    sql`SELECT message_id, outcome, batch FROM source_message WHERE workspace = ${number} ORDER BY id`,
  );
  expect(messages.rows).toEqual([
    { message_id: 'one', outcome: 'landed', batch: '1' },
    { message_id: 'one', outcome: 'duplicate', batch: '2' },
    { message_id: 'two', outcome: 'landed', batch: '2' },
  ]);
  const hours = await stage.database.execute(sql`SELECT duplicate, ignored FROM source_hour`);
  expect(hours.rows).toEqual([{ duplicate: '1', ignored: '0' }]);
});

it('goes on with a batch that was opened and cut off, with the rows that it was opened with', async () => {
  const { number } = await stage.another();
  const first = await put(number, [visit('before')]);
  await stage.database.execute(sql`
    INSERT INTO workspace_counter (workspace, last_batch) VALUES (${number}, 1)
    ON CONFLICT (workspace) DO UPDATE SET last_batch = 1`);
  await stage.database.execute(sql`
    INSERT INTO ingestion_batch (workspace, number, origin, status, inbox_rows)
    VALUES (${number}, 1, ${`inbox:${first}`}, 'open', ARRAY[${first}]::bigint[])`);
  await put(number, [visit('after')]);

  await drainWorkspace(stage, number);

  expect(await landed(number)).toEqual([
    { message_id: 'after', batch: '2' },
    { message_id: 'before', batch: '1' },
  ]);
});

it('takes out a message that ClickHouse refuses, so that it stops no other', async () => {
  const { number } = await stage.another();
  const event = { action: 'visit', revenue: null, currency: '', orderId: '', products: [], parameters: { n: 1e20 } };
  await put(number, [visit('good'), visit('huge', { event })]);
  await put(number, [visit('next')]);

  await drainWorkspace(stage, number);

  expect((await landed(number)).map(({ message_id }) => message_id)).toEqual(['good', 'next']);
  expect(await waiting(number)).toBe(0);
});

it('leaves out messages of people who were erased', async () => {
  const { number, id } = await stage.another();
  const [erasure] = await stage.database
    .insert(schema.erasure)
    .values({ workspaceId: id, status: 'completed' })
    .returning();
  const hash = keyedHash(stage.keyring, 'email:gone@example.com');
  await stage.database.insert(schema.erasedIdentifier).values({ workspace: number, hash, erasureId: erasure!.id });
  await put(number, [
    visit('hers', { identifiers: { customId: 'x', email: ' Gone@Example.com ' } }),
    visit('other', { identifiers: { email: 'going@example.com' } }),
  ]);

  await drainWorkspace(stage, number);

  expect((await landed(number)).map(({ message_id }) => message_id)).toEqual(['other']);
  const names = await stage.database.execute(sql`SELECT value FROM identifier WHERE workspace = ${number}`);
  expect(names.rows).toEqual([{ value: 'going@example.com' }]);
});

it('wakes up when something comes, for every workspace, and stops when told to', async () => {
  const [one, other] = [await stage.another(), await stage.another()];
  const stopping = new AbortController();
  const loop = drainLoop(stage, pino({ level: 'silent' }), stopping.signal);
  await put(one.number, [visit('a')]);
  await put(other.number, [visit('b')]);
  await expect.poll(() => landed(other.number)).toHaveLength(1);
  await expect.poll(() => landed(one.number)).toHaveLength(1);
  stopping.abort();
  await loop;
  await put(one.number, [visit('later')]);
  expect(await waiting(one.number)).toBe(1);
});
