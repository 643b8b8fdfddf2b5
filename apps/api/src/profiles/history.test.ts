import { connectClickHouse } from '@cutline/clickhouse';
import { landBatch, type IncomingEvent, type IncomingProfile } from '@cutline/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../pagination/page.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { EventDays, GivenValue, ProfileDetail, ProfileEvent } from './profiles.schemas.ts';

const identifiers = { customId: 'ada' };

const event = (messageId: string, time: string, rest: Partial<IncomingEvent>): IncomingEvent => ({
  identifiers,
  messageId,
  time,
  action: 'page.visit',
  revenue: null,
  currency: '',
  orderId: '',
  products: [],
  parameters: {},
  ...rest,
});

const events = [
  // Still the 1st in UTC, already the 2nd in Berlin.
  event('m1', '2026-03-01T23:30:00.000Z', { parameters: { path: '/garden/"chairs"' } }),
  event('m2', '2026-03-02T10:00:00.000Z', {
    action: 'transaction.charge',
    revenue: '12.50',
    currency: 'EUR',
    orderId: 'ORDER-77',
    products: [{ product_id: 'p1', name: 'Teakstuhl', category: 'Garden', price: '12.50', quantity: 1 }],
  }),
  event('m3', '2026-03-05T10:00:00.000Z', { parameters: { path: '/' } }),
  event('m4', '2026-03-05T11:00:00.000Z', { action: 'product.view', parameters: { colour: 'GRÜN' } }),
  { ...event('else', '2026-03-05T11:00:00.000Z', {}), identifiers: { customId: 'bob' } },
];

const said = (messageId: string, time: string, rest: Partial<IncomingProfile>): IncomingProfile => ({
  identifiers,
  messageId,
  time,
  attributes: {},
  consents: {},
  ...rest,
});

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
  const clickhouse = connectClickHouse(api.settings.clickHouse);
  await landBatch(
    { database: api.database, clickhouse },
    {
      workspace: api.workspace.number,
      origin: 'import:1:0',
      source: 'import',
      events,
      profiles: [
        said('a1', '2026-03-01T00:00:00.000Z', { attributes: { 'home/city': 'Turku' }, consents: { email: true } }),
        said('a2', '2026-03-03T00:00:00.000Z', { attributes: { 'home/city': 'Oulu' }, consents: { email: false } }),
        said('a3', '2026-03-02T00:00:00.000Z', { attributes: { 'home/city': null } }),
      ],
    },
  );
  await clickhouse.close();
});
afterAll(() => api.drop());

async function get<T>(rest: string): Promise<T> {
  const profiles = `/api/v1/workspaces/${api.workspace.id}/profiles`;
  const found = await api.call<Page<{ profile: number }>>('GET', `${profiles}?search=ada`, { key: api.key });
  return (await api.call<T>('GET', `${profiles}/${found.body.items[0]!.profile}${rest}`, { key: api.key })).body;
}

describe('the events of a profile', () => {
  const ids = async (query: string): Promise<string[]> =>
    (await get<Page<ProfileEvent>>(`/events?${query}`)).items.map(({ messageId }) => messageId);

  it.each([
    ['', ['m4', 'm3', 'm2', 'm1']],
    ['action=page.visit&action=product.view', ['m4', 'm3', 'm1']],
    ['action=transaction.charge', ['m2']],
    ['search=order-7', ['m2']],
    ['search=TEAK', ['m2']],
    ['search=grün', ['m4']],
    [`search=${encodeURIComponent('n/"chairs')}`, ['m1']],
    ['search=page.v&from=2026-03-03', ['m3']],
    ['search=nothing-like-it', []],
    ['from=2026-03-02&until=2026-03-02', ['m2', 'm1']],
    ['until=2026-03-01', []],
  ])('where %s is asked for', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('come page by page, each with what its source is called', async () => {
    const first = await get<Page<ProfileEvent>>('/events?limit=3');
    const second = await get<Page<ProfileEvent>>(`/events?limit=3&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ messageId }) => messageId)).toEqual(['m4', 'm3', 'm2', 'm1']);
    expect(second.nextCursor).toBeNull();
    expect(first.items[0]).toMatchObject({ source: 'import', sourceName: null });
  });

  it('are counted by day of the zone and by name, the names whatever is chosen of them', async () => {
    expect(await get<EventDays>('/days')).toEqual({
      events: 4,
      days: [
        { date: '2026-03-05', events: 2 },
        { date: '2026-03-02', events: 2 },
      ],
      actions: [
        { action: 'page.visit', events: 2 },
        { action: 'product.view', events: 1 },
        { action: 'transaction.charge', events: 1 },
      ],
    });
    expect(await get<EventDays>('/days?action=page.visit&until=2026-03-04')).toEqual({
      events: 1,
      days: [{ date: '2026-03-02', events: 1 }],
      actions: [
        { action: 'page.visit', events: 1 },
        { action: 'transaction.charge', events: 1 },
      ],
    });
  });
});

describe('the values of a profile', () => {
  it('say when they were given, from where, and how often', async () => {
    const body = await get<ProfileDetail>('');
    const origin = { time: '2026-03-03T00:00:00.000Z', source: 'import', sourceName: null };
    expect(body.attributes).toEqual({ 'home/city': 'Oulu' });
    expect(body.attributeOrigins).toEqual({ 'home/city': { ...origin, times: 3 } });
    expect(body.consentOrigins).toEqual({ email: { ...origin, times: 2 } });
  });

  it('have a history, what was taken away included', async () => {
    const name = encodeURIComponent('home/city');
    const { items } = await get<Page<GivenValue>>(`/attributes/${name}/history`);
    expect(items.map(({ value, type, time }) => [value, type, time?.slice(0, 10)])).toEqual([
      ['Oulu', 'string', '2026-03-03'],
      [null, null, '2026-03-02'],
      ['Turku', 'string', '2026-03-01'],
    ]);
    const first = await get<Page<GivenValue>>(`/attributes/${name}/history?limit=2`);
    const rest = await get<Page<GivenValue>>(`/attributes/${name}/history?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items]).toEqual(items);
    const consents = await get<Page<GivenValue>>('/consents/email/history');
    expect(consents.items.map(({ value }) => value)).toEqual([false, true]);
  });
});

it('what names a profile says since when and from where', async () => {
  const { identifiers: named, numbers, profile } = await get<ProfileDetail>('');
  expect(named).toMatchObject([{ kind: 'customId', value: 'ada', source: 'import' }]);
  expect(Date.parse(named[0]!.since!)).toBeGreaterThan(Date.now() - 600_000);
  expect(numbers).toEqual([profile]);
});
