import { connectClickHouse } from '@cutline/clickhouse';
import { landBatch, type IncomingProfile } from '@cutline/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from '../pagination/page.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { SegmentPreview } from '../previews/previews.schemas.ts';
import type { ProfileDetail, ProfileSummary } from './profiles.schemas.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
  const clickhouse = connectClickHouse(api.settings.clickHouse);
  const stores = { database: api.database, clickhouse };
  const land = (origin: string, profiles: IncomingProfile[]) =>
    landBatch(stores, { workspace: api.workspace.number, origin, source: 'test', events: [], profiles });
  const identifiers = { customId: 'a', email: 'a@b.c' };
  await land('late', [
    {
      identifiers,
      time: '2026-02-01T00:00:00.000Z',
      messageId: 'late',
      attributes: { city: 'Oulu', visits: 3, vip: true, left: null },
      consents: { email: false },
    },
  ]);
  await land('early', [
    {
      identifiers,
      time: '2026-01-01T00:00:00.000Z',
      messageId: 'early',
      attributes: {
        city: 'Turku',
        left: 'once',
        born: { date: '1990-05-31' },
        renews: { instant: Date.UTC(2027, 0, 2, 3) },
        likes: ['tea', 'jam'],
        code: '007',
      },
      consents: { email: true, sms: true },
    },
    {
      identifiers: { anonymousId: 'device' },
      time: '2026-01-01T00:00:00.000Z',
      messageId: 'device',
      attributes: {},
      consents: {},
    },
  ]);
  await clickhouse.close();
});
afterAll(() => api.drop());

const get = <T>(rest: string) => api.call<T>('GET', `/api/v1/workspaces/${api.workspace.id}${rest}`, { key: api.key });

it('attributes and consents are those given last, whenever they came in, each with its type', async () => {
  const { body } = await get<ProfileDetail>('/profiles/1');
  expect(body).toMatchObject({
    attributes: {
      city: 'Oulu',
      visits: 3,
      vip: true,
      born: '1990-05-31',
      renews: '2027-01-02T03:00:00.000Z',
      likes: ['tea', 'jam'],
      code: '007',
    },
    attributeTypes: {
      city: 'string',
      visits: 'number',
      vip: 'boolean',
      born: 'datetime',
      renews: 'datetime',
      likes: 'list',
      code: 'string',
    },
    consents: { email: false, sms: true },
  });
  expect(body.attributes).not.toHaveProperty('left');
});

it('a profile that only an anonymous id names is found by it, and is in the base where that is wanted', async () => {
  const found = await get<Page<ProfileSummary>>('/profiles?search=device');
  expect(found.body.items).toMatchObject([{ profile: 2, customId: null, email: null }]);
  expect((await get<ProfileDetail>('/profiles/2')).body.identifiers).toMatchObject([
    { kind: 'anonymousId', value: 'device' },
  ]);
  const base = async (): Promise<[number, number]> => {
    const document = { kind: 'segment', name: 'Everyone', where: { type: 'all', of: [] } };
    const path = `/api/v1/workspaces/${api.workspace.id}/previews`;
    const { body } = await api.call<SegmentPreview>('POST', path, { key: api.key, body: { document } });
    return [body.base, body.members];
  };
  expect(await base()).toEqual([1, 1]);
  await api.call('PATCH', `/api/v1/workspaces/${api.workspace.id}`, { key: api.key, body: { includeAnonymous: true } });
  expect(await base()).toEqual([2, 2]);
});
