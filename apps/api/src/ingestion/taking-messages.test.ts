import { gzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import type { InboxMessage } from '@cutline/worker/incoming';
import { schema } from '@cutline/postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keyMemory } from '../access/source-keys.service.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { makeSource } from './testing/make-source.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

async function inboxOf(sourceId: string): Promise<InboxMessage[]> {
  const rows = await api.database
    .select()
    .from(schema.inbox)
    .where(eq(schema.inbox.source, sourceId))
    .orderBy(schema.inbox.id);
  return rows.flatMap(({ contents }) => JSON.parse(contents) as InboxMessage[]);
}

async function shownOf(sourceId: string) {
  const { sourceMessage } = schema;
  return api.database
    .select()
    .from(sourceMessage)
    .where(eq(sourceMessage.sourceId, sourceId))
    .orderBy(sourceMessage.id);
}

const track = { type: 'track', userId: 'u1', event: 'Tried' };

it('has a message in the inbox before it answers', async () => {
  const source = await makeSource(api);
  const answer = await source.send('/v1/track', {
    userId: 'u1',
    event: 'Order Completed',
    messageId: 'm1',
    timestamp: '2026-01-31T10:00:00Z',
    properties: { order_id: 'o1', revenue: 25, currency: 'eur', products: [{ product_id: 'p1', price: 12.5 }] },
  });
  expect([answer.status, answer.text]).toEqual([200, '{"success":true}']);
  expect(await inboxOf(source.id)).toEqual([
    {
      identifiers: { customId: 'u1' },
      time: '2026-01-31T10:00:00.000Z',
      messageId: 'm1',
      event: {
        action: 'transaction.charge',
        revenue: '25',
        currency: 'EUR',
        orderId: 'o1',
        products: [{ product_id: 'p1', name: '', category: '', price: '12.5', quantity: null }],
        parameters: {},
      },
    },
  ]);
});

it('takes each kind of message at its own route, and under its short name', async () => {
  const source = await makeSource(api);
  const routes = ['track', 't', 'identify', 'i', 'page', 'p', 'screen', 's', 'group', 'g', 'alias', 'a'];
  for (const route of routes) {
    const message = { userId: 'u1', event: 'Tried', previousId: 'u0', messageId: route };
    expect([route, (await source.send(`/v1/${route}`, message)).status]).toEqual([route, 200]);
  }
  const kinds = (await inboxOf(source.id)).map(({ event, previous }) => event?.action ?? previous ?? 'person');
  expect(kinds).toEqual(
    ['Tried', 'person', 'page.visit', 'screen.visit', 'group.join', 'u0'].flatMap((kind) => [kind, kind]),
  );
});

it('takes batches at all of their routes, compressed or not, whatever type they are given', async () => {
  const source = await makeSource(api);
  const batch = JSON.stringify({ batch: [track] });
  const authorization = `Basic ${Buffer.from(`${source.writeKey}:`).toString('base64')}`;
  expect((await source.send('/v1/batch', batch)).text).toBe('{"success":true}');
  expect((await source.send('/v1/import', batch)).status).toBe(200);
  expect((await source.send('/v1/b', batch, { 'content-type': 'text/plain' })).status).toBe(200);
  const beacon = `/beacon/v1/batch?writeKey=${source.writeKey}`;
  expect((await api.call('POST', beacon, { body: batch, headers: { 'content-type': 'text/plain' } })).status).toBe(200);
  const url = await api.application.getUrl();
  const headers = { authorization, 'content-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' };
  const zipped = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: gzipSync(batch) });
  expect(zipped.status).toBe(200);
  expect(await inboxOf(source.id)).toHaveLength(5);
  expect((await source.send('/v1/batch', { batch: [] })).text).toBe('{"success":true}');
});

it('takes the good ones of a batch and names the others', async () => {
  const source = await makeSource(api);
  const batch = [
    { ...track, messageId: 'a' },
    { ...track, userId: '' },
    7,
    { ...track, messageId: 'b' },
    { ...track, type: 'x' },
  ];
  const answer = await source.send<{ success: boolean; rejected: unknown }>('/v1/batch', { batch });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    success: true,
    rejected: [
      {
        index: 1,
        code: 'missing-identifier',
        pointer: '/batch/1/userId',
        detail: expect.stringContaining('anonymousId'),
      },
      { index: 2, code: 'not-an-object', pointer: '/batch/2', detail: 'A message is an object; found a number.' },
      { index: 4, code: 'bad-type', pointer: '/batch/4/type', detail: expect.stringContaining('identify') },
    ],
  });
  expect((await inboxOf(source.id)).map(({ messageId }) => messageId)).toEqual(['a', 'b']);
  const none = await source.send<{ rejected: unknown[] }>('/v1/batch', { batch: [7, 8] });
  expect([none.status, none.body.code, none.body.rejected]).toMatchObject([
    400,
    'nothing-taken',
    [{ index: 0 }, { index: 1 }],
  ]);
});

it('reads as the mapping of the source says, and counts what that leaves out', async () => {
  const events = [
    { from: 'Bought', to: 'transaction.charge' },
    { from: 'Tried', to: null },
  ];
  const source = await makeSource(api, { mapping: { events } });
  const tried = { ...track, messageId: 'b', traits: { email: 'ada@example.com' } };
  await source.send('/v1/batch', { batch: [{ ...track, event: 'Bought' }, tried, { ...track, event: 'Other' }, 7] });
  expect((await inboxOf(source.id)).map(({ event }) => event?.action)).toEqual(['transaction.charge', 'Other']);
  const hour = await vi.waitFor(async () => {
    const [row] = await api.database.select().from(schema.sourceHour).where(eq(schema.sourceHour.sourceId, source.id));
    expect(row).toBeDefined();
    return row;
  });
  expect(hour).toMatchObject({ accepted: 2, ignored: 1, refused: 1, duplicate: 0 });
  expect(hour!.hour.getTime() % 3_600_000).toBe(0);
  const ignored = (await shownOf(source.id)).find(({ outcome }) => outcome === 'ignored')!;
  expect(ignored).toMatchObject({ identifiers: [], read: null, problems: [{ code: 'ignored-by-rule' }] });
  expect(JSON.parse(ignored.raw)).toEqual({ type: 'track', event: 'Tried', messageId: 'b' });
  await vi.waitFor(async () => {
    const [row] = await api.database.select().from(schema.source).where(eq(schema.source.id, source.id));
    expect(row!.lastMessageAt).not.toBeNull();
  });
});

it('shows what came, how it was read, and what was refused', async () => {
  const source = await makeSource(api);
  await source.send('/v1/identify', {
    userId: 'u1',
    messageId: 'm1',
    traits: { email: 'Ada@Example.com', phone: 'no' },
  });
  await source.send('/v1/track', { userId: 'u1' });
  await source.send('/v1/track', '{"userId": ');
  const shown = await vi.waitFor(async () => {
    const rows = await shownOf(source.id);
    expect(rows).toHaveLength(3);
    return rows;
  });
  expect(shown[0]).toMatchObject({
    type: 'identify',
    messageId: 'm1',
    outcome: 'waiting',
    identifiers: ['customId:u1', 'email:ada@example.com'],
    read: { messageId: 'm1', identifiers: { customId: 'u1' } },
    problems: [{ code: 'bad-phone', pointer: '/traits/phone' }],
  });
  const [row] = await api.database.select().from(schema.inbox).where(eq(schema.inbox.source, source.id));
  expect(shown[0]!.inbox).toBe(row!.id);
  expect(JSON.parse(shown[0]!.raw)).toMatchObject({ traits: { phone: 'no' } });
  expect(shown[1]).toMatchObject({
    outcome: 'refused',
    read: null,
    inbox: null,
    problems: [{ code: 'missing-event' }],
  });
  expect(shown[2]).toMatchObject({ type: 'track', raw: '{"userId": ', problems: [{ code: 'not-json' }] });
});

it('shows a text that was cut within a character', async () => {
  const source = await makeSource(api);
  const type = `${'x'.repeat(59)}\u{1F600}`;
  expect((await source.send('/v1/batch', { batch: [{ ...track, type }] })).status).toBe(400);
  await vi.waitFor(async () =>
    expect((await shownOf(source.id)).map((shown) => shown.type)).toEqual([`${'x'.repeat(59)}\uFFFD`]),
  );
});

it('keeps many requests that come at once each by itself', async () => {
  const source = await makeSource(api, { messagesPerSecond: 100_000 });
  const ids = Array.from({ length: 300 }, (_, index) => `m${index}`);
  const answers = await Promise.all(ids.map((messageId) => source.send('/v1/track', { ...track, messageId })));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect((await inboxOf(source.id)).map(({ messageId }) => messageId).sort()).toEqual([...ids].sort());
});

describe('a write key', () => {
  it('is found wherever it is sent', async () => {
    const source = await makeSource(api);
    const post = (path: string, body: object, headers?: Record<string, string>) =>
      api.call('POST', path, { body, headers });
    const { writeKey } = source;
    expect((await post('/v1/track', { ...track, writeKey })).status).toBe(200);
    expect((await post(`/v1/track?writeKey=${writeKey}`, track)).status).toBe(200);
    expect((await post('/v1/track', track, { authorization: `Bearer ${writeKey}` })).status).toBe(200);
    expect((await post('/v1/batch', { batch: [track], writeKey })).status).toBe(200);
  });

  it.each([
    ['', 'write-key-missing'],
    ['wk_unknown', 'write-key-unknown'],
    ['ünï " \' %00 ; DROP', 'write-key-unknown'],
    ['x'.repeat(100_000), 'write-key-unknown'],
  ])('%.20s is refused', async (writeKey, code) => {
    const answer = await api.call('POST', '/v1/track', { body: { ...track, writeKey } });
    expect([answer.status, answer.body.code]).toEqual([401, code]);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="cutline"');
  });

  it('that is no text at all is none', async () => {
    for (const writeKey of [7, {}, null, ['wk']])
      expect((await api.call('POST', '/v1/track', { body: { ...track, writeKey } })).body.code).toBe(
        'write-key-missing',
      );
    const headers = { authorization: 'Basic !!!' };
    expect((await api.call('POST', '/v1/track', { body: track, headers })).status).toBe(401);
  });

  it('of a source that is switched off is refused', async () => {
    const off = await makeSource(api, { enabled: false });
    expect((await off.send('/v1/track', track)).body.code).toBe('source-disabled');
  });

  it('stops within ten seconds of being revoked', async () => {
    const source = await makeSource(api);
    expect((await source.send('/v1/track', track)).status).toBe(200);
    await api.database
      .update(schema.writeKey)
      .set({ revokedAt: new Date(Date.now() - 1) })
      .where(eq(schema.writeKey.sourceId, source.id));
    await vi.waitFor(async () => expect((await source.send('/v1/track', track)).body.code).toBe('write-key-revoked'), {
      timeout: keyMemory + 2_000,
      interval: 500,
    });
  });
});

describe('limits', () => {
  it('hold a source to its rate, and say when to come again', async () => {
    const source = await makeSource(api, { messagesPerSecond: 10 });
    const batch = (count: number) => source.send('/v1/batch', { batch: Array(count).fill(track) });
    expect((await batch(45)).status).toBe(200);
    const refused = await batch(1);
    expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(2);
    const other = await makeSource(api);
    expect((await other.send('/v1/track', track)).status).toBe(200);
  });

  it('hold batches to 5,000 messages and messages to 128 KiB', async () => {
    const source = await makeSource(api, { messagesPerSecond: 100_000 });
    const tooMany = await source.send('/v1/batch', { batch: Array(5_001).fill(0) });
    expect([tooMany.status, tooMany.body.code]).toEqual([413, 'too-large']);
    const long = { ...track, properties: { text: 'x'.repeat(128 * 1024) } };
    const one = await source.send('/v1/track', long);
    expect([one.status, one.body.code]).toEqual([400, 'message-too-large']);
    const some = await source.send<{ rejected: unknown }>('/v1/batch', { batch: [track, long] });
    expect(some.body.rejected).toMatchObject([{ index: 1, code: 'message-too-large' }]);
  });
});

it('turns sources away while the inbox is full', async () => {
  const full = await createTestApi(() => ({ inboxLimit: 3 }));
  try {
    const source = await makeSource(full);
    expect((await source.send('/v1/batch', { batch: [track, track, track] })).status).toBe(200);
    const refused = await source.send('/v1/track', track);
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([503, 'inbox-full', '10']);
    await full.database.delete(schema.inbox);
    await vi.waitFor(async () => expect((await source.send('/v1/track', track)).status).toBe(200), { timeout: 5_000 });
  } finally {
    await full.drop();
  }
});
