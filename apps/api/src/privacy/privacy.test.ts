import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClickHouse } from '@cutline/clickhouse';
import { putIntoInbox, schema } from '@cutline/postgres';
import { drainWorkspace } from '@cutline/worker/drain-workspace';
import { makeSource } from '../ingestion/testing/make-source.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { startTestWorker } from '../testing/test-worker.ts';
import type { Page } from '../pagination/page.ts';
import type { ProfileSummary } from '../profiles/profiles.schemas.ts';
import type { Source } from '../sources/sources.schemas.ts';
import type { Erasure, ErasurePreview } from './erasures.schemas.ts';
import { PendingPrivacyService } from './pending-privacy.service.ts';
import { listDueRetention } from './retention.queries.ts';
import type { RetentionPreview, RetentionRule } from './retention.schemas.ts';

let api: TestApi;
let stopWorker: () => Promise<void>;
let cookie: string;
let base: string;
const clickHouse = () => connectClickHouse(api.settings.clickHouse);

beforeAll(async () => {
  api = await createTestApi();
  stopWorker = await startTestWorker(api);
  cookie = await api.signIn(api.admin);
  base = `/api/v1/workspaces/${api.workspace.id}`;
  await fill();
});
afterAll(async () => {
  await stopWorker();
  await api.drop();
});

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

/** Ann (7, and 8 before she signed up) and Joann (9). */
async function fill(): Promise<void> {
  const { number: workspace, id: workspaceId } = api.workspace;
  const named = { workspace, profile: 7 };
  await api.database.insert(schema.identifier).values([
    { ...named, kind: 'customId', value: 'c-ann', number: 7 },
    { ...named, kind: 'email', value: 'ann@example.com' },
    { ...named, kind: 'anonymousId', value: 'device', number: 8 },
    { workspace, profile: 9, kind: 'email', value: 'joann@example.com', number: 9 },
  ]);
  const [upload] = await api.database
    .insert(schema.importFile)
    .values({ workspaceId, fileName: 'old.csv', bytes: 1, checksum: 'x', status: 'completed' })
    .returning();
  const reject = { importId: upload!.id, code: 'bad', message: 'No.', column: null };
  await api.database.insert(schema.importReject).values([
    { ...reject, line: 2, raw: 'x,ann@example.com' },
    { ...reject, line: 3, raw: 'x,joann@example.com' },
  ]);
  // They wait: nobody drains the inbox here.
  const waiting = (messageId: string, email: string) => ({
    identifiers: { email },
    messageId,
    time: daysAgo(1),
    event: { action: 'sign.up', revenue: null, currency: '', orderId: '', products: [], parameters: {} },
  });
  const contents = JSON.stringify([waiting('w1', ' Ann@Example.com'), waiting('w2', 'joann@example.com')]);
  await putIntoInbox(api.database, [{ workspace, source: 'shop', messages: 2, contents }]);
  const event = { workspace, batch: 1, source: 'import', currency: 'EUR', order_id: '', parameters: { shop: 'Oulu' } };
  const client = clickHouse();
  await client.insert({
    table: 'events',
    format: 'JSONEachRow',
    values: [
      { ...event, action: 'page.view', profile: 8, message_id: 'm1', time: daysAgo(40) },
      { ...event, action: 'page.view', profile: 7, message_id: 'm2', time: daysAgo(20) },
      { ...event, action: 'page.view', profile: 9, message_id: 'm3', time: daysAgo(40) },
      { ...event, action: 'sign.up', profile: 9, message_id: 'm4', time: daysAgo(400) },
      { ...event, action: 'page.view', profile: 9, message_id: 'm5', time: daysAgo(10) },
    ],
  });
  const value = { workspace, kind: 'attribute', name: 'city', profile: 7, batch: 1, source: 'x', is_list: false };
  await client.insert({
    table: 'profile_values',
    format: 'JSONEachRow',
    values: [
      { ...value, text: 'Oulu', time: daysAgo(9), message_id: 'v1' },
      { ...value, text: 'Turku', time: daysAgo(8), message_id: 'v2' },
      { ...value, kind: 'consent', name: 'email', boolean: true, time: daysAgo(8), message_id: 'v3' },
    ],
  });
  await client.close();
}

async function messages(): Promise<string[]> {
  const client = clickHouse();
  const result = await client.query({ query: 'SELECT message_id FROM events ORDER BY 1', format: 'JSONEachRow' });
  const rows = await result.json<{ message_id: string }>();
  await client.close();
  return rows.map(({ message_id }) => message_id);
}

const ann = { kind: 'email', value: ' Ann@Example.com' };

describe('the export of a person', () => {
  it('holds everything of them and nothing of others, under a name that tells nobody', async () => {
    const answer = await api.call<Record<string, { [name: string]: unknown }[]>>('GET', `${base}/profiles/7/export`, {
      key: api.key,
    });
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="person-7-\d{4}-\d\d-\d\d\.json"$/,
    );
    const { identifiers, waitingMessages, attributes, consents, events, importRejects } = answer.body;
    expect(identifiers!.map(({ value }) => value)).toEqual(['device', 'c-ann', 'ann@example.com']);
    expect(attributes).toMatchObject([{ text: 'Oulu' }, { text: 'Turku' }]);
    expect(consents).toMatchObject([{ name: 'email', agreed: true }]);
    expect(events).toMatchObject([{ messageId: 'm1', parameters: { shop: 'Oulu' } }, { messageId: 'm2' }]);
    expect(waitingMessages).toMatchObject([{ messageId: 'w1', source: 'shop', event: { action: 'sign.up' } }]);
    expect(importRejects).toMatchObject([{ file: 'old.csv', line: '2' }]);
    expect(answer.text).not.toContain('joann');
  });

  it('is for administrators only, and of nobody is none', async () => {
    const key = await api.makeKey(api.workspace.id, ['profiles:read', 'profiles:write']);
    expect((await api.call('GET', `${base}/profiles/7/export`, { key })).status).toBe(403);
    expect((await api.call('GET', `${base}/profiles/99/export`, { key: api.key })).status).toBe(404);
  });
});

describe('retention', () => {
  const rules = () => api.call<RetentionRule[]>('GET', `${base}/retention-rules`, { cookie });

  it('says what would go, deletes that and nothing younger or of another name, and notes how much', async () => {
    const body = { action: 'page.view', days: 30 };
    const preview = await api.call<RetentionPreview>('POST', `${base}/retention-rules/preview`, { cookie, body });
    expect(preview.body).toMatchObject({ events: 2 });
    // Two days to either side: the clocks may have changed within the thirty.
    const before = Date.parse(preview.body.before);
    expect([Date.parse(daysAgo(32)), Date.parse(daysAgo(28))].map((at) => at < before)).toEqual([true, false]);

    const made = await api.call<RetentionRule>('PUT', `${base}/retention-rules`, {
      cookie,
      body: { ...body, days: 3000 },
    });
    expect(made.body).toMatchObject({ days: 3000, appliedAt: null, createdBy: { name: 'Ada' } });
    expect(Date.parse(made.body.nextAt)).toBeGreaterThan(Date.now());
    await api.call('PUT', `${base}/retention-rules`, { cookie, body });
    expect((await api.call('POST', `${base}/retention-rules/apply`, { cookie })).status).toBe(202);
    await expect.poll(async () => (await rules()).body[0]?.appliedAt, { timeout: 30_000 }).toEqual(expect.any(String));
    expect((await rules()).body).toMatchObject([{ action: 'page.view', days: 30, deleted: 2 }]);
    expect(await messages()).toEqual(['m2', 'm4', 'm5']);
  });

  it('is applied once its night has come, and not before', async () => {
    const { id: workspaceId } = api.workspace;
    const due = async () => (await listDueRetention(api.database)).map(({ id }) => id);
    expect(await due()).toEqual([]);
    const longAgo = { createdAt: new Date(daysAgo(3)), appliedAt: new Date(daysAgo(2)) };
    const its = eq(schema.retentionRule.workspaceId, workspaceId);
    await api.database.update(schema.retentionRule).set(longAgo).where(its);
    expect(await due()).toEqual([workspaceId]);
    const pending = api.application.get(PendingPrivacyService, { strict: false });
    // As the housekeeping does every minute: while the workflow of the test before ends, another is not begun.
    const startAndLook = async () => {
      await pending.start();
      return due();
    };
    await expect.poll(startAndLook, { timeout: 30_000 }).toEqual([]);
    expect((await rules()).body).toMatchObject([{ deleted: 0 }]);
  });

  it('is taken back by its name', async () => {
    expect((await api.call('DELETE', `${base}/retention-rules/page.view`, { cookie })).status).toBe(204);
    expect((await api.call('DELETE', `${base}/retention-rules/page.view`, { cookie })).status).toBe(404);
    expect((await rules()).body).toEqual([]);
  });
});

describe('an erasure', () => {
  const send = <T>(path: string, body?: unknown) => api.call<T>('POST', `${base}/erasures${path}`, { cookie, body });
  const hashes = () =>
    api.database
      .select()
      .from(schema.erasedIdentifier)
      .where(eq(schema.erasedIdentifier.workspace, api.workspace.number));

  it('is shown before it is done, and refused for an identifier of somebody else', async () => {
    const preview = await send<ErasurePreview>('/preview', { identifier: ann, profile: 7 });
    expect(preview.body).toMatchObject({ profile: 7, events: 1, values: 3, segments: 0, definitions: [] });
    expect(preview.body.identifiers).toHaveLength(3);
    const wrong = await send('', { identifier: { kind: 'email', value: 'joann@example.com' }, profile: 7 });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'not-confirmed' } });
    expect(await hashes()).toEqual([]);
  });

  it('keeps the person out at once, erases them, and leaves a receipt that does not name them', async () => {
    const asked = await send<Erasure>('', { identifier: ann, profile: 7 });
    expect(asked).toMatchObject({ status: 202, body: { status: 'running', keptOut: 3, requestedBy: { name: 'Ada' } } });
    expect(await hashes()).toHaveLength(3);
    expect(await send('', { identifier: ann })).toMatchObject({ status: 409, body: { code: 'already-erased' } });
    const get = () => api.call<Erasure>('GET', `${base}/erasures/${asked.body.id}`, { cookie });
    await expect.poll(async () => (await get()).body.status, { timeout: 30_000 }).toBe('completed');
    const { body, text } = await get();
    expect(body.receipt).toMatchObject({
      clickhouse: { events: 1, values: 3 },
      postgres: { identifiers: 3, importRejects: 1, inboxMessages: 1 },
    });
    expect(text).not.toMatch(/ann@|c-ann|device/);
    expect(await messages()).toEqual(['m4', 'm5']);
    expect((await api.call('GET', `${base}/profiles/7`, { cookie })).status).toBe(404);
  });

  it('leaves aside what is sent of them again, until it is released: then the same message is taken', async () => {
    const source = await makeSource(api);
    const sendAgain = async (): Promise<void> => {
      const message = { userId: 'c-ann', event: 'Signed Up', messageId: 'again' };
      expect((await source.send('/v1/track', message)).status).toBe(200);
      const client = clickHouse();
      await drainWorkspace({ ...api, clickhouse: client, keyring: api.settings.keyring }, api.workspace.number);
      await client.close();
    };
    const today = async () => {
      const { body } = await api.call<Source>('GET', `${base}/sources/${source.id}`, { cookie });
      return body.today;
    };
    const found = async () => {
      const { body } = await api.call<Page<ProfileSummary>>('GET', `${base}/profiles?search=c-ann`, { cookie });
      return body.items.map(({ customId }) => customId);
    };

    await sendAgain();
    expect(await today()).toMatchObject({ ignored: 1, duplicate: 0 });
    expect(await found()).toEqual([]);
    expect(await messages()).not.toContain('again');
    const shown = await api.call('GET', `${base}/sources/${source.id}/messages`, { cookie });
    expect(shown.text).not.toContain('c-ann');

    const { body } = await api.call<{ items: Erasure[] }>('GET', `${base}/erasures`, { cookie });
    const released = await send<Erasure>(`/${body.items[0]!.id}/release`);
    expect(released.body).toMatchObject({ keptOut: 0, releasedBy: { name: 'Ada' }, releasedAt: expect.any(String) });
    expect(await hashes()).toEqual([]);

    await sendAgain();
    expect(await today()).toMatchObject({ ignored: 1, duplicate: 0 });
    expect(await found()).toEqual(['c-ann']);
    expect(await messages()).toContain('again');
  });

  it('of somebody who has not come yet keeps them out', async () => {
    const identifier = { kind: 'phone', value: '+358 40 555-0199' };
    expect((await send<ErasurePreview>('/preview', { identifier })).body).toMatchObject({
      profile: null,
      identifiers: [{ kind: 'phone', value: '+358405550199' }],
    });
    expect((await send<Erasure>('', { identifier })).body).toMatchObject({ keptOut: 1 });
  });
});
