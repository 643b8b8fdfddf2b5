import { connectClickHouse } from '@cutline/clickhouse';
import { schema } from '@cutline/postgres';
import { landBatch, type InboxMessage, type IncomingProfile, type Landing } from '@cutline/worker';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from '../pagination/page.ts';
import type { ProfileDetail } from '../profiles/profiles.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { Conflict, IdentifierOf, Merge } from './identity.schemas.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
  const device = 'tablet';
  await land('people', {
    profiles: [
      said(1, { customId: '42', anonymousId: device }),
      said(2, { customId: '77', anonymousId: device, email: 'b@c.d' }),
      said(3, { customId: '99', anonymousId: device }),
    ],
  });
});
afterAll(() => api.drop());

function said(second: number, identifiers: IncomingProfile['identifiers']): IncomingProfile {
  const time = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  return { identifiers, time, messageId: `m${second}`, attributes: {}, consents: {} };
}

async function land(origin: string, what: Partial<Landing>): Promise<void> {
  const clickhouse = connectClickHouse(api.settings.clickHouse);
  const landing = { workspace: api.workspace.number, origin, source: 'test', events: [], ...what };
  await landBatch({ database: api.database, clickhouse }, landing);
  await clickhouse.close();
}

/** Lands what waits in the inbox, as the worker does. */
async function landInbox(): Promise<InboxMessage[]> {
  const rows = await api.database.select().from(schema.inbox).orderBy(asc(schema.inbox.id));
  const messages = rows.flatMap(({ contents }) => JSON.parse(contents) as InboxMessage[]);
  const changes = messages.map(({ identity, time, messageId }) => ({ ...identity!, time, messageId }));
  await land(`inbox:${rows[0]!.id}`, { identityChanges: changes });
  await api.database.delete(schema.inbox);
  return messages;
}

const call = <T>(method: 'GET' | 'POST', rest: string, body?: unknown) =>
  api.call<T>(method, `/api/v1/workspaces/${api.workspace.id}/identity${rest}`, { key: api.key, body });
const customer = (value: string): IdentifierOf => ({ kind: 'customId', value });
const tablet: IdentifierOf = { kind: 'anonymousId', value: 'tablet' };

it('lists conflicts with whose the two are, page by page, until somebody dismisses them', async () => {
  const first = await call<Page<Conflict>>('GET', '/conflicts?limit=1');
  const second = await call<Page<Conflict>>('GET', `/conflicts?limit=1&cursor=${first.body.nextCursor}`);
  const both = [...first.body.items, ...second.body.items];
  expect(second.body.nextCursor).toBeNull();
  expect(both.map(({ to }) => to.value).toSorted()).toEqual(['77', '99']);
  expect(both.find(({ to }) => to.value === '77')).toEqual({
    from: { ...tablet, profile: 1, name: customer('42') },
    to: { ...customer('77'), profile: 2, name: customer('77') },
    time: '2026-01-01T00:00:02.000Z',
    source: 'test',
    sourceName: null,
    dismissedAt: null,
    dismissedBy: null,
  });

  const ends = { from: tablet, to: customer('99') };
  expect((await call('POST', '/conflicts/dismiss', ends)).status).toBe(204);
  expect((await call<Page<Conflict>>('GET', '/conflicts')).body.items.map(({ to }) => to.value)).toEqual(['77']);
  const dismissed = await call<Page<Conflict>>('GET', '/conflicts?dismissed=true');
  expect(dismissed.body.items).toMatchObject([{ ...ends, dismissedAt: expect.any(String) }]);
  const profile = `/api/v1/workspaces/${api.workspace.id}/profiles/1`;
  const { links } = (await api.call<ProfileDetail>('GET', profile, { key: api.key })).body;
  const states = links.filter(({ state }) => state !== 'holds').map(({ to, state }) => [to.value, state]);
  expect(states).toEqual([
    ['77', 'conflict'],
    ['99', 'leftApart'],
  ]);
  expect((await call('POST', '/conflicts/restore', ends)).status).toBe(204);
  expect((await call<Page<Conflict>>('GET', '/conflicts')).body.items).toHaveLength(2);
  expect((await call('POST', '/conflicts/dismiss', { from: tablet, to: customer('nobody') })).status).toBe(404);
});

it('merges two profiles with the next batch, ends their conflict, and undoes it', async () => {
  const ends = { from: customer('77'), into: customer('42') };
  const merged = await call<{ messageId: string }>('POST', '/merges', ends);
  expect(merged.status).toBe(202);
  expect(await landInbox()).toMatchObject([{ messageId: merged.body.messageId, identity: { type: 'merge', ...ends } }]);
  expect((await call<Page<Conflict>>('GET', '/conflicts')).body.items.map(({ to }) => to.value)).toEqual(['99']);
  expect((await call('POST', '/merges', ends)).status).toBe(409);
  const listed = await call<Page<Merge>>('GET', '/merges');
  expect(listed.body.items).toMatchObject([
    {
      kind: 'merge',
      from: { ...ends.from, profile: 1, name: customer('42') },
      into: { ...ends.into, profile: 1 },
      source: 'console',
      by: { type: 'key', name: 'Test' },
      undoableUntil: expect.any(String),
      undoneAt: null,
    },
  ]);

  expect((await call('POST', '/merges/undo', { kind: 'merge', ...ends })).status).toBe(202);
  await landInbox();
  const after = await call<Page<Merge>>('GET', '/merges');
  expect(after.body.items).toMatchObject([{ from: { profile: 2 }, into: { profile: 1 }, undoableUntil: null }]);
  expect(after.body.items[0]).toMatchObject({ undoneAt: expect.any(String), undoneBy: { type: 'key', name: 'Test' } });
  expect((await call('POST', '/merges/undo', { kind: 'merge', ...ends })).status).toBe(409);
  expect((await call<Page<Conflict>>('GET', '/conflicts')).body.items).toHaveLength(2);
});

it('refuses what it cannot merge or undo', async () => {
  expect((await call('POST', '/merges', { from: customer('42'), into: customer('nobody') })).status).toBe(404);
  expect((await call('POST', '/merges', { from: customer('42'), into: tablet })).status).toBe(409);
  const never = { kind: 'alias', from: customer('42'), into: customer('99') };
  expect((await call('POST', '/merges/undo', never)).status).toBe(404);
  expect((await call('GET', '/merges?cursor=x')).status).toBe(422);
});
