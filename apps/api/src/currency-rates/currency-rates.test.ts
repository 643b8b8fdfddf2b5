import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from '../pagination/page.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { startTestWorker } from '../testing/test-worker.ts';
import type { Workspace } from '../workspaces/workspaces.schemas.ts';
import type { CurrencyRate, CurrencyRateImport } from './currency-rates.schemas.ts';

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
const send = (body: unknown, key = api.key) => api.call<CurrencyRateImport>('POST', path(), { key, body });
const sendCsv = (body: string) =>
  api.call<CurrencyRateImport>('POST', path(), { key: api.key, body, headers: { 'content-type': 'text/csv' } });
const list = (query = '') => api.call<Page<CurrencyRate>>('GET', path(query), { key: api.key });
const usd = (rate: string | number, day = '2026-01-02') => ({ currency: 'USD', day, rate });

it('refuses what is no rate, naming each row and why', async () => {
  const rates = [
    usd('0'),
    usd(-1),
    usd('1.12345678901'),
    { ...usd(1), currency: 'USX' },
    usd(1, '2026-02-30'),
    { currency: 'USD', day: '2026-01-01' },
  ];
  const refused = await send({ rates });
  expect([refused.status, refused.body.code]).toEqual([422, 'invalid-rates']);
  expect(refused.body.errors?.map(({ path: at }) => at)).toEqual([
    '/rates/0/rate',
    '/rates/1/rate',
    '/rates/2/rate',
    '/rates/3/currency',
    '/rates/4/day',
    '/rates/5/rate',
  ]);
  expect((await send({ rates: [{ ...usd(1), currency: 'EUR' }, usd(1), usd(2)] })).body.errors).toMatchObject([
    { path: '/rates/0/currency', code: 'own-currency' },
    { path: '/rates/2', code: 'duplicate' },
  ]);
  for (const body of [{}, { rates: [] }, [], 7, { rates: [usd(1)], more: 1 }])
    expect((await send(body)).status, JSON.stringify(body)).toBe(422);
  const csv = await sendCsv('currency;day;rate\n\nUSD;2026-01-01;1.5\nUSD;2026-01-32;1.5\n');
  expect(csv.body.errors).toMatchObject([{ path: '/rates/1/day', message: expect.stringContaining('Line 4') }]);
  expect((await sendCsv('USD,2026-01-01,1.5\n')).body.errors).toMatchObject([{ code: 'no-header' }]);
  expect((await list()).body.items).toEqual([]);
});

it('takes rates as JSON and as CSV; a later one of the same day takes the place of an earlier', async () => {
  const first = await send({ rates: [usd('0.9234567891'), usd(0.5, '2026-01-01')] });
  expect(first).toMatchObject({
    status: 202,
    body: {
      status: 'completed',
      rates: 2,
      currencies: ['USD'],
      firstDay: '2026-01-01',
      lastDay: '2026-01-02',
      batch: 1,
      createdBy: null,
      apiKey: { name: 'Test' },
    },
  });
  const second = await sendCsv('day,"rate",currency\r\n2026-01-02,0.75,USD\r\n2026-01-02,"1.1",CHF\r\n');
  expect(second.body).toMatchObject({ status: 'completed', batch: 2, currencies: ['CHF', 'USD'] });
  const rates = [
    { currency: 'CHF', day: '2026-01-02', rate: '1.1', batch: 2 },
    { currency: 'USD', day: '2026-01-02', rate: '0.75', batch: 2 },
    { currency: 'USD', day: '2026-01-01', rate: '0.5', batch: 1 },
  ];
  expect((await list()).body).toEqual({ items: rates, nextCursor: null });
  expect((await list('?currency=USD')).body.items).toEqual(rates.slice(1));
  const page = await list('?limit=2');
  expect(page.body.items).toEqual(rates.slice(0, 2));
  expect((await list(`?limit=2&cursor=${page.body.nextCursor}`)).body).toEqual({
    items: rates.slice(2),
    nextCursor: null,
  });
});

it('says who brought them in and when', async () => {
  const cookie = await api.signIn(api.admin);
  await api.call('POST', path(), {
    cookie,
    body: { rates: [usd(2, '2026-01-05')] },
  });
  const imports = await api.call<Page<CurrencyRateImport>>('GET', path('/imports'), { key: api.key });
  expect(imports.body.items.map(({ batch, createdBy, apiKey }) => [batch, createdBy?.name, apiKey?.name])).toEqual([
    [3, 'Ada', undefined],
    [2, undefined, 'Test'],
    [1, undefined, 'Test'],
  ]);
  expect(imports.body.items.every(({ landedAt }) => landedAt !== null)).toBe(true);
});

it('is for those who may write events, and CSV is refused elsewhere', async () => {
  const reader = await api.makeKey(api.workspace.id, ['definitions:read']);
  expect((await send({ rates: [usd(1)] }, reader)).status).toBe(403);
  const elsewhere = await api.call('POST', `/api/v1/workspaces/${api.workspace.id}/definitions`, {
    key: api.key,
    body: 'a,b',
    headers: { 'content-type': 'text/csv' },
  });
  expect(elsewhere.status).toBe(415);
});

it('keeps the workspace’s currency from changing once there are rates or events', async () => {
  const at = `/api/v1/workspaces/${api.workspace.id}`;
  const change = (body: object) => api.call<Workspace>('PATCH', at, { key: api.key, body });
  expect(await change({ currency: 'USD' })).toMatchObject({ status: 409, body: { code: 'currency-in-use' } });
  expect(await change({ currency: 'EUR', includeAnonymous: true })).toMatchObject({
    status: 200,
    body: { currency: 'EUR', includeAnonymous: true },
  });
  const other = await api.makeOrganisation();
  const key = await api.makeKey(other.workspace.id);
  const free = await api.call('PATCH', `/api/v1/workspaces/${other.workspace.id}`, { key, body: { currency: 'USD' } });
  expect(free).toMatchObject({ status: 200, body: { currency: 'USD', includeAnonymous: false } });
});
