import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { call } from './api.ts';
import { everyControl } from './every-control.ts';

/** Every page of the console in the demo workspace, as paths; between them they show every control of the editors. */
export async function everyPage(): Promise<string[]> {
  const { url, workspaceId, apiKey } = inject('credentials');
  const at = `${url}/api/v1/workspaces/${workspaceId}`;
  const { aggregate, expression, segment, metrics } = await everyControl();
  const lastRun = async (): Promise<string | undefined> =>
    (await call<{ items: { id: string }[] }>(`${at}/runs`, apiKey, 'GET')).items[0]?.id;
  // On a stack that has just started the first one is still to come.
  await expect.poll(lastRun, { timeout: 120_000 }).toBeDefined();
  const source = await oneSource(at, apiKey);
  return [
    '',
    '/segments',
    '/segments/new',
    `/segments/${segment}`,
    `/segments/${segment}?tab=members`,
    `/segments/${segment}?tab=changes`,
    `/segments/${segment}/edit`,
    `/segments/${segment}/profiles/1/why`,
    '/metrics',
    '/metrics/new',
    ...metrics.flatMap((metric) => [`/metrics/${metric}`, `/metrics/${metric}/edit`]),
    '/expressions',
    '/expressions/new',
    `/expressions/${expression}`,
    `/expressions/${expression}/edit`,
    '/aggregates',
    '/aggregates/new',
    `/aggregates/${aggregate}`,
    `/aggregates/${aggregate}/edit`,
    '/profiles',
    '/profiles/1',
    '/profiles/1?action=transaction.charge&from=2026-01-01',
    '/identity',
    '/identity?tab=merges',
    '/sources',
    ...['overview', 'set-up', 'events', 'debugger', 'settings'].map((tab) => `/sources/${source}?tab=${tab}`),
    '/imports',
    '/imports/new',
    '/privacy',
    '/runs',
    `/runs/${await lastRun()}`,
    '/settings/workspace',
    '/settings/exchange-rates',
    '/settings/exchange-rates/import',
    '/settings/api-keys',
    '/settings/people',
  ].map((path) => `/w/${workspaceId}${path}`);
}

/** A source of the workspace, made where there is none. */
async function oneSource(at: string, apiKey: string): Promise<string> {
  const { items } = await call<{ items: { id: string }[] }>(`${at}/sources`, apiKey, 'GET');
  if (items[0]) return items[0].id;
  const source = { name: 'Web shop', kind: 'website' };
  return (await call<{ id: string }>(`${at}/sources`, apiKey, 'POST', source)).id;
}

/** Opens a page and waits until nothing of it is on its way any more. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await expect
    .poll(() => page.locator('[data-slot="skeleton"], .animate-pulse').count(), { timeout: 60_000, message: path })
    .toBe(0);
}
