import { connectClickHouse } from '@cutline/clickhouse';
import { landBatch, type IncomingEvent } from '@cutline/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from '../pagination/page.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { startTestWorker } from '../testing/test-worker.ts';
import type { CurrencyCoverage, CurrencyRate, CurrencyRateCheck } from './currency-rates.schemas.ts';

let api: TestApi;
let stopWorker: () => Promise<void>;
beforeAll(async () => {
  api = await createTestApi();
  stopWorker = await startTestWorker(api);
});
afterAll(async () => {
  await stopWorker();
  await api.drop();
});

const path = (rest = '') => `/api/v1/workspaces/${api.workspace.id}/currency-rates${rest}`;
const currencies = async () => (await api.call<CurrencyCoverage[]>('GET', path('/currencies'), { key: api.key })).body;
const send = (rest: string, csv: string, key = api.key) =>
  api.call<CurrencyRateCheck>('POST', path(rest), { key, body: csv, headers: { 'content-type': 'text/csv' } });

let messages = 0;
const event = (currency: string, time: string, changes: Partial<IncomingEvent> = {}): IncomingEvent => ({
  action: 'order',
  time,
  messageId: String(++messages),
  identifiers: { customId: 'a' },
  revenue: '10',
  currency,
  orderId: '',
  products: [],
  parameters: {},
  ...changes,
});
const line = (price: string | null) => ({ product_id: 'P', name: '', category: '', price, quantity: 1 });

it('says nothing of a workspace where all amounts are in its own currency', async () => {
  expect(await currencies()).toEqual([]);
});

it('counts the events that need a rate of each currency, and those of before the first', async () => {
  const clickhouse = connectClickHouse(api.settings.clickHouse);
  const events = [
    event('EUR', '2026-01-01T12:00:00.000Z'),
    event('', '2026-01-01T12:00:00.000Z'),
    event('USD', '2025-12-31T23:59:59.999Z'),
    event('USD', '2026-01-01T00:00:00.000Z'),
    event('USD', '2026-03-05T00:00:00.000Z', { revenue: null, products: [line(null), line('3')] }),
    event('USD', '2020-01-01T00:00:00.000Z', { revenue: null, products: [line(null)] }),
    event('GBP', '2026-02-01T00:00:00.000Z'),
  ];
  const landing = { workspace: api.workspace.number, origin: 'test', source: 'test', events };
  await landBatch({ database: api.database, clickhouse }, landing);
  await clickhouse.close();
  expect(
    (await send('', 'currency,day,rate\nUSD,2026-01-01,0.9\nUSD,2026-01-03,0.80\nCHF,2026-01-02,1.1')).status,
  ).toBe(202);
  expect(await currencies()).toEqual([
    {
      currency: 'CHF',
      ...{ rate: '1.1', days: 1, firstDay: '2026-01-02', lastDay: '2026-01-02' },
      ...{ events: 0, eventsWithoutRate: 0, firstEventDay: null, lastEventDay: null },
    },
    {
      currency: 'GBP',
      ...{ rate: null, days: 0, firstDay: null, lastDay: null },
      ...{ events: 1, eventsWithoutRate: 1, firstEventDay: '2026-02-01', lastEventDay: '2026-02-01' },
    },
    {
      currency: 'USD',
      ...{ rate: '0.8', days: 2, firstDay: '2026-01-01', lastDay: '2026-01-03' },
      ...{ events: 3, eventsWithoutRate: 1, firstEventDay: '2025-12-31', lastEventDay: '2026-03-05' },
    },
  ]);
});

it('says before an import what it would add and replace, and stores nothing', async () => {
  const csv = 'currency,day,rate\nUSD,2026-01-01,0.900\nUSD,2026-01-02,0.85\nUSD,2026-01-03,00.7\n';
  const checked = await send('/check', csv);
  expect(checked).toMatchObject({ status: 200 });
  expect(checked.body).toEqual({
    rates: 3,
    currencies: ['USD'],
    firstDay: '2026-01-01',
    lastDay: '2026-01-03',
    added: 1,
    replaced: 1,
    unchanged: 1,
    replacements: [{ currency: 'USD', day: '2026-01-03', before: '0.8', after: '0.7' }],
    first: [
      { currency: 'USD', day: '2026-01-01', rate: '0.9' },
      { currency: 'USD', day: '2026-01-02', rate: '0.85' },
      { currency: 'USD', day: '2026-01-03', rate: '0.7' },
    ],
  });
  const held = await api.call<Page<CurrencyRate>>('GET', path('?currency=USD'), { key: api.key });
  expect(held.body.items.map(({ day, rate }) => [day, rate])).toEqual([
    ['2026-01-03', '0.8'],
    ['2026-01-01', '0.9'],
  ]);
});

it('checks what an import would refuse', async () => {
  const refused = await send('/check', 'currency,day,rate\nUSD,2026-01-32,1');
  expect([refused.status, refused.body.code]).toEqual([422, 'invalid-rates']);
  expect(refused.body.errors).toMatchObject([{ path: '/rates/0/day' }]);
  const reader = await api.makeKey(api.workspace.id, ['definitions:read']);
  expect((await send('/check', 'currency,day,rate\nUSD,2026-01-01,1', reader)).status).toBe(403);
});

it('speaks of one workspace only', async () => {
  const other = await api.makeOrganisation();
  const key = await api.makeKey(other.workspace.id);
  const at = `/api/v1/workspaces/${other.workspace.id}/currency-rates`;
  expect((await api.call('GET', `${at}/currencies`, { key })).body).toEqual([]);
  const csv = 'currency,day,rate\nUSD,2026-01-01,5';
  const checked = await api.call('POST', `${at}/check`, { key, body: csv, headers: { 'content-type': 'text/csv' } });
  expect(checked).toMatchObject({ status: 200, body: { added: 1, replaced: 0 } });
});
