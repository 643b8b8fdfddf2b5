import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call, createWorkspace } from './api.ts';
import { chromiumPath, launchBrowser, signIn } from './browser.ts';

interface Coverage {
  currency: string;
  rate: string | null;
  eventsWithoutRate: number;
}

const orders = ['who,at,amount,currency', 'a,2026-01-05,10.00,EUR', 'a,2026-01-06,20.00,USD', 'b,2026-02-06,30.00,USD'];
const mapping = {
  delimiter: ',',
  encoding: 'utf-8',
  action: { constant: 'order' },
  time: { column: 'at', format: 'iso', timeZone: 'UTC' },
  identifiers: { customId: 'who' },
  revenue: 'amount',
  currency: { column: 'currency' },
  parameters: [],
};

describe.skipIf(!chromiumPath)('a shop with amounts in another currency', () => {
  let browser: Browser;
  let page: Page;
  let workspace: { id: string; apiKey: string };
  beforeAll(async () => {
    workspace = await createWorkspace('Abroad', { timeZone: 'UTC', currency: 'EUR' });
    browser = await launchBrowser();
    page = await signIn(browser);
  });
  afterAll(() => browser?.close());

  const api = <T>(method: string, path: string, body?: unknown): Promise<T> =>
    call<T>(`${inject('credentials').url}/api/v1/workspaces/${workspace.id}${path}`, workspace.apiKey, method, body);
  const coverage = () => api<Coverage[]>('GET', '/currency-rates/currencies');
  const choose = (...lines: string[]) =>
    page.getByLabel('CSV file with exchange rates').setInputFiles({
      name: 'rates.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['currency,day,rate', ...lines].join('\n')),
    });

  it('needs no rates before such amounts come in', async () => {
    await page.goto(`/w/${workspace.id}/settings/exchange-rates`);
    await page.getByText('No exchange rates needed so far').waitFor();
  });

  it('is told which amounts have none, and from when on', async () => {
    const form = new FormData();
    form.append('file', new Blob([orders.join('\n')]), 'orders.csv');
    const { id } = await api<{ id: string }>('POST', '/imports', form);
    await api('POST', `/imports/${id}/start`, { mapping });
    await expect
      .poll(() => coverage(), { timeout: 60_000 })
      .toMatchObject([{ currency: 'USD', rate: null, eventsWithoutRate: 2 }]);
    await page.reload();
    await page.getByText('Amounts of 2 events have no rate').waitFor();
    await page.getByText('USD from 6 Jan 2026').waitFor();
  });

  it('is shown the lines of a file that cannot be read', async () => {
    await page.getByRole('link', { name: 'Import rates' }).click();
    await choose('USD,2026-01-05,0.9', '', 'USD,2026-13-01,0.9');
    const row = page.getByRole('row').filter({ hasText: 'USD,2026-13-01,0.9' });
    await row.getByText('Not a date.').waitFor();
    expect(await row.getByRole('cell').first().textContent()).toBe('4');
    expect(await page.getByRole('button', { name: /^Import/ }).count()).toBe(0);
  });

  it('imports rates, and every amount has a value', async () => {
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await choose('USD,2026-01-05,0.9', 'USD,2026-02-02,0.8');
    await page.getByRole('button', { name: 'Import 2 rates' }).click();
    await page.getByRole('heading', { name: '2 rates are in' }).waitFor();
    await page.getByRole('link', { name: 'See the rates' }).click();
    await page.getByText('Complete').or(page.getByText('Out of date')).waitFor();
    await page.getByText('1 USD = 0.8000 EUR').waitFor();
    expect(await coverage()).toMatchObject([{ currency: 'USD', rate: '0.8', eventsWithoutRate: 0 }]);
  });

  it('is asked before a rate is replaced, and keeps it on no', async () => {
    await page.getByRole('link', { name: 'Import rates' }).click();
    await choose('USD,2026-02-02,0.75');
    await page.getByRole('button', { name: 'Import 1 rate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replace 1 rate?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await coverage()).toMatchObject([{ rate: '0.8' }]);
    await page.getByRole('button', { name: 'Import 1 rate' }).click();
    await dialog.getByRole('button', { name: 'Replace and import' }).click();
    await page.getByRole('heading', { name: '1 rate is in' }).waitFor();
    expect(await coverage()).toMatchObject([{ rate: '0.75' }]);
  });
});
