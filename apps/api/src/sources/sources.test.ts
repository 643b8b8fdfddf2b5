import { schema } from '@cutline/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../pagination/page.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { sourceNames } from './source-names.ts';
import type { CreatedSource, Source } from './sources.schemas.ts';
import type { WriteKey, WriteKeyInFull } from './write-keys.schemas.ts';

let api: TestApi;
beforeAll(async () => void (api = await createTestApi()));
afterAll(() => api.drop());

const path = (rest = '') => `/api/v1/workspaces/${api.workspace.id}/sources${rest}`;
const create = async (body: object = { name: 'Shop', kind: 'website' }) =>
  (await api.call<CreatedSource>('POST', path(), { key: api.key, body })).body;
const keysOf = async (id: string) => {
  const { body } = await api.call<WriteKey[]>('GET', path(`/${id}/write-keys`), { key: api.key });
  return body.map((each) => each.id);
};

describe('a source', () => {
  it('is created with a key, careful with its visitors, and found in the list', async () => {
    const { status, body } = await api.call<CreatedSource>('POST', path(), {
      cookie: await api.signIn(api.admin),
      body: { name: '  Web shop ', kind: 'website' },
    });
    expect(status).toBe(201);
    const { writeKey, ...source } = body;
    expect(source).toMatchObject({
      name: 'Web shop',
      kind: 'website',
      enabled: true,
      messagesPerSecond: 1000,
      tracking: { consent: 'required', respectDoNotTrack: true, autoPages: true },
      ownMapping: false,
      createdBy: { id: api.admin.id, name: 'Ada' },
      lastMessageAt: null,
      today: { accepted: 0, duplicate: 0, ignored: 0, refused: 0 },
    });
    expect(writeKey.key).toMatch(/^wk_[\w-]{32}$/);
    expect(writeKey).toMatchObject({ prefix: writeKey.key.slice(0, 10), lastUsedAt: null, revokedAt: null });
    expect((await api.call('GET', path(`/${source.id}`), { key: api.key })).body).toEqual(source);
    const second = await create({ name: 'Till', kind: 'server' });
    const first = (await api.call<Page<Source>>('GET', path('?limit=1'), { key: api.key })).body;
    expect(first.items.map(({ id }) => id)).toEqual([source.id]);
    const rest = await api.call<Page<Source>>('GET', path(`?cursor=${first.nextCursor}`), { key: api.key });
    expect(rest.body.items.map(({ id }) => id)).toEqual([second.id]);
    expect([...(await sourceNames(api.database, api.workspace.id))]).toContainEqual([source.id, 'Web shop']);
  });

  it('is renamed, limited, told what its pages do, and switched off', async () => {
    const { id } = await create();
    const changes = {
      name: 'Renamed',
      enabled: false,
      messagesPerSecond: 5,
      tracking: { consent: 'notRequired', respectDoNotTrack: false, autoPages: false },
    };
    const { body } = await api.call<Source>('PATCH', path(`/${id}`), { key: api.key, body: changes });
    expect(body).toMatchObject(changes);
    const nothing = await api.call<Source>('PATCH', path(`/${id}`), { key: api.key, body: {} });
    expect(nothing.body).toEqual(body);
    for (const wrong of [{ name: ' ' }, { messagesPerSecond: 0 }, { kind: 'app' }, { tracking: {} }])
      expect((await api.call('PATCH', path(`/${id}`), { key: api.key, body: wrong })).status).toBe(422);
  });

  it('is deleted with its keys', async () => {
    const { id } = await create();
    expect((await api.call('DELETE', path(`/${id}`), { key: api.key })).status).toBe(204);
    expect((await api.call('GET', path(`/${id}`), { key: api.key })).status).toBe(404);
    expect((await api.call('DELETE', path(`/${id}`), { key: api.key })).status).toBe(404);
    expect(await api.database.select().from(schema.writeKey)).not.toContainEqual(
      expect.objectContaining({ sourceId: id }),
    );
  });

  it('of another workspace is not there, whatever is asked of it', async () => {
    const { id, writeKey } = await create();
    const other = await api.makeOrganisation();
    const key = await api.makeKey(other.workspace.id);
    const foreign = (rest = '') => `/api/v1/workspaces/${other.workspace.id}/sources/${id}${rest}`;
    const asked = [
      ['GET', ''],
      ['PATCH', '', { name: 'Mine' }],
      ['DELETE', ''],
      ['GET', '/write-keys'],
      ['POST', '/write-keys', {}],
      ['GET', `/write-keys/${writeKey.id}`],
      ['DELETE', `/write-keys/${writeKey.id}`],
      ['GET', '/messages'],
      ['GET', '/messages/1'],
      ['GET', '/hours'],
      ['GET', '/event-names'],
      ['GET', '/mapping'],
      ['DELETE', '/mapping'],
    ] as const;
    for (const [method, rest, body] of asked) {
      const { status } = await api.call(method, foreign(rest), { key, body });
      expect([method, rest, status]).toEqual([method, rest, 404]);
    }
    expect((await api.call('GET', path(`/${id}`), { key: api.key })).body).toMatchObject({ name: 'Shop' });
    expect(await keysOf(id)).toEqual([writeKey.id]);
  });
});

describe('a write key', () => {
  it('is stored sealed, and shown in full to those only who may change sources', async () => {
    const { id, writeKey } = await create();
    const stored = await api.database.select().from(schema.writeKey);
    expect(JSON.stringify(stored)).not.toContain(writeKey.key.slice(3));
    const reader = await api.makeKey(api.workspace.id, ['sources:read']);
    const listed = await api.call<WriteKey[]>('GET', path(`/${id}/write-keys`), { key: reader });
    expect(listed.body).toMatchObject([{ id: writeKey.id, prefix: writeKey.key.slice(0, 10) }]);
    expect(listed.text).not.toContain(writeKey.key);
    expect((await api.call('GET', path(`/${id}`), { key: reader })).text).not.toContain('wk_');
    const inFull = path(`/${id}/write-keys/${writeKey.id}`);
    expect((await api.call('GET', inFull, { key: reader })).status).toBe(403);
    expect((await api.call<WriteKeyInFull>('GET', inFull, { key: api.key })).body.key).toBe(writeKey.key);
  });

  it('stands beside its successor until it is revoked, and five at most hold', async () => {
    const { id, writeKey } = await create();
    const more = () => api.call<WriteKeyInFull>('POST', path(`/${id}/write-keys`), { key: api.key, body: {} });
    const answers = await Promise.all(Array.from({ length: 6 }, more));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('too-many-keys');
    const revoke = () => api.call('DELETE', path(`/${id}/write-keys/${writeKey.id}`), { key: api.key });
    expect((await revoke()).status).toBe(204);
    expect((await revoke()).status).toBe(204);
    const { body } = await api.call<WriteKey[]>('GET', path(`/${id}/write-keys`), { key: api.key });
    expect(body).toHaveLength(5);
    expect(body.filter(({ revokedAt }) => revokedAt !== null).map((each) => each.id)).toEqual([writeKey.id]);
    expect(body.at(-1)?.id).toBe(writeKey.id);
    expect((await more()).status).toBe(201);
  });
});
