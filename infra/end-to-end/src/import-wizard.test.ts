import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call, createWorkspace } from './api.ts';
import { chromiumPath, launchBrowser, signIn } from './browser.ts';

const sample = fileURLToPath(new URL('../fixtures/cdnow-sample.csv', import.meta.url));

describe.skipIf(!chromiumPath)('a file of purchases, brought in by the wizard', () => {
  let browser: Browser;
  let page: Page;
  let workspace: { id: string; apiKey: string };
  beforeAll(async () => {
    workspace = await createWorkspace('CDNOW by wizard', { timeZone: 'UTC', currency: 'USD' });
    browser = await launchBrowser();
    page = await signIn(browser);
  });
  afterAll(() => browser?.close());

  const api = <T>(path: string): Promise<T> =>
    call<T>(`${inject('credentials').url}/api/v1/workspaces/${workspace.id}${path}`, workspace.apiKey, 'GET');

  it('is guessed, checked on its first rows, imported whole, and recognised when it comes again', async () => {
    await page.goto(`/w/${workspace.id}/imports/new`);
    await page.getByLabel('CSV file').setInputFiles(sample);
    await page.getByRole('combobox', { name: /^Column date is: / }).waitFor();
    // Two columns name the customer; the sample's own number is not the one that counts.
    await columnIs('sample_id', 'Leave out');
    await columnIs('master_customer_id', 'Customer id');
    await page.getByRole('button', { name: 'Check a sample' }).click();
    await page.getByText('29.33').first().waitFor();
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.getByRole('heading', { name: 'Imported 6,919 events' }).waitFor({ timeout: 60_000 });
    expect(await api('')).toMatchObject({ events: 6_919, profiles: 2_357 });

    await page.goto(`/w/${workspace.id}/imports/new`);
    await page.getByLabel('CSV file').setInputFiles(sample);
    await page.getByText('This file was imported before.').waitFor();
  });

  async function columnIs(column: string, role: string): Promise<void> {
    await page.getByRole('combobox', { name: new RegExp(`^Column ${column} is: `) }).click();
    await page.getByRole('option', { name: role }).first().click();
  }
});
