import { connectClickHouse } from '@cutline/clickhouse';
import { landBatch, type IncomingEvent, type IncomingProfile, type Landing } from '@cutline/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from '../pagination/page.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { EventDays, GivenValue, ProfileDetail, ProfileEvent, ProfileSummary } from './profiles.schemas.ts';

type Identifiers = IncomingEvent['identifiers'];

const visit = (messageId: string, time: string, identifiers: Identifiers): IncomingEvent => ({
  identifiers,
  messageId,
  time,
  action: 'page.visit',
  revenue: null,
  currency: '',
  orderId: '',
  products: [],
  parameters: {},
});

const said = (messageId: string, time: string, identifiers: Identifiers, city: string): IncomingProfile => ({
  identifiers,
  messageId,
  time,
  attributes: { city },
  consents: {},
});

let api: TestApi;
let drop: () => Promise<void>;
let land: (origin: string, landing: Partial<Landing>) => Promise<unknown>;
beforeAll(async () => {
  api = await createTestApi();
  const clickhouse = connectClickHouse(api.settings.clickHouse);
  drop = () => clickhouse.close();
  land = (origin, landing) =>
    landBatch(
      { database: api.database, clickhouse },
      { workspace: api.workspace.number, origin, source: 'import', events: [], ...landing },
    );
  await land('import:1:0', {
    events: [
      visit('anonymous', '2026-03-01T10:00:00.000Z', { anonymousId: 'device' }),
      visit('signed-in', '2026-03-02T10:00:00.000Z', { customId: 'ada', anonymousId: 'device' }),
      visit('other', '2026-03-03T10:00:00.000Z', { customId: 'a-2' }),
    ],
    profiles: [
      said('city', '2026-03-02T10:00:00.000Z', { customId: 'ada' }, 'Turku'),
      said('newer', '2026-03-03T10:00:00.000Z', { customId: 'a-2' }, 'Oulu'),
    ],
  });
});
afterAll(async () => {
  await drop();
  await api.drop();
});

const get = async <T>(rest: string): Promise<T> =>
  (await api.call<T>('GET', `/api/v1/workspaces/${api.workspace.id}/profiles${rest}`, { key: api.key })).body;

async function numberOf(search: string): Promise<number> {
  const { items } = await get<Page<ProfileSummary>>(`?search=${search}`);
  return items[0]!.profile;
}

it('what an anonymous visitor did is in the timeline of whom it turned out to be, with what joined them', async () => {
  const ada = await numberOf('ada');
  const { items } = await get<Page<ProfileEvent>>(`/${ada}/events`);
  expect(items.map(({ messageId }) => messageId)).toEqual(['signed-in', 'anonymous']);
  const { identifiers, links, numbers, events } = await get<ProfileDetail>(`/${ada}`);
  expect([numbers.length, events]).toEqual([2, 2]);
  expect(identifiers).toMatchObject([
    { kind: 'anonymousId', value: 'device', source: 'import' },
    { kind: 'customId', value: 'ada', source: 'import' },
  ]);
  expect(Date.parse(identifiers[0]!.since!)).toBeGreaterThan(Date.now() - 600_000);
  expect(links).toEqual([
    {
      kind: 'together',
      from: { kind: 'anonymousId', value: 'device' },
      to: { kind: 'customId', value: 'ada' },
      time: '2026-03-02T10:00:00.000Z',
      source: 'import',
      sourceName: null,
      by: null,
      state: 'holds',
      otherProfile: null,
    },
  ]);
});

it('a number that was merged answers for the profile it is part of, with everything of both, until that is undone', async () => {
  const [ada, other] = [await numberOf('ada'), await numberOf('a-2')];
  expect(other).not.toBe(ada);
  const ends = {
    from: { kind: 'customId' as const, value: 'a-2' },
    into: { kind: 'customId' as const, value: 'ada' },
  };
  const change = (messageId: string, time: string, identity: { type: 'merge' } | { type: 'undo'; kind: 'merge' }) =>
    land(messageId, {
      identityChanges: [{ ...identity, ...ends, by: api.admin.id, messageId, time, source: 'console' }],
    });
  await change('merge', '2026-03-04T00:00:00.000Z', { type: 'merge' });

  const merged = await get<ProfileDetail>(`/${other}`);
  expect(merged.profile).toBe(ada);
  expect(merged.numbers).toContain(other);
  expect(merged.identifiers.map(({ value }) => value)).toEqual(['device', 'ada', 'a-2']);
  expect(merged.attributes).toEqual({ city: 'Oulu' });
  expect(merged.attributeOrigins['city']!.times).toBe(2);
  expect(merged.links.find(({ kind }) => kind === 'merge')).toMatchObject({
    from: ends.from,
    to: ends.into,
    by: { id: api.admin.id, name: 'Ada' },
  });
  const { items } = await get<Page<ProfileEvent>>(`/${other}/events`);
  expect(items.map(({ messageId }) => messageId)).toEqual(['other', 'signed-in', 'anonymous']);
  expect((await get<EventDays>(`/${other}/days`)).events).toBe(3);
  const cities = await get<Page<GivenValue>>(`/${ada}/attributes/city/history`);
  expect(cities.items.map(({ value }) => value)).toEqual(['Oulu', 'Turku']);
  expect((await get<Page<ProfileSummary>>('')).items).toMatchObject([{ profile: ada, attributes: { city: 'Oulu' } }]);

  await change('undo', '2026-03-05T00:00:00.000Z', { type: 'undo', kind: 'merge' });
  const again = await get<ProfileDetail>(`/${other}`);
  expect([again.profile, again.events, again.attributes]).toEqual([other, 1, { city: 'Oulu' }]);
  expect(again.links).toMatchObject([{ kind: 'merge', state: 'undone', otherProfile: ada }]);
  expect((await get<ProfileDetail>(`/${ada}`)).attributes).toEqual({ city: 'Turku' });
});
