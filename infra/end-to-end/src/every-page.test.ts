import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call } from './api.ts';
import { chromiumPath, launchBrowser, signIn } from './browser.ts';

describe.skipIf(!chromiumPath).each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
  ['dark', 390],
] as const)('every page, %s, %i wide', (scheme, width) => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await signIn(browser, scheme, width);
  });
  afterAll(() => browser?.close());

  const paths = async (): Promise<string[]> => {
    const { url, workspaceId, apiKey } = inject('credentials');
    const at = `${url}/api/v1/workspaces/${workspaceId}`;
    const first = async (path: string): Promise<string> =>
      (await call<{ items: { id: string }[] }>(`${at}${path}`, apiKey, 'GET')).items[0]!.id;
    const segment = await first('/definitions?kind=segment');
    const metric = await first('/definitions?kind=metric');
    const aggregate = await first('/definitions?kind=aggregate');
    const run = await first('/runs');
    return [
      '',
      '/segments',
      '/segments/new',
      `/segments/${segment}`,
      `/segments/${segment}?tab=members`,
      `/segments/${segment}?tab=changes`,
      `/segments/${segment}/edit`,
      '/metrics',
      '/metrics/new',
      `/metrics/${metric}`,
      `/metrics/${metric}/edit`,
      '/aggregates',
      '/aggregates/new',
      `/aggregates/${aggregate}`,
      '/profiles',
      '/profiles/1',
      '/imports',
      '/imports/new',
      '/runs',
      `/runs/${run}`,
      '/settings/workspace',
      '/settings/api-keys',
      '/settings/people',
    ].map((path) => `/w/${workspaceId}${path}`);
  };

  it('has no accessibility violation, no error in its console, and nothing wider than the screen', async () => {
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(`${page.url()}: ${message.text()}`);
    });
    for (const path of await paths()) {
      await page.goto(path);
      await page.locator('main h1').first().waitFor({ state: 'attached' });
      await expect
        .poll(() => page.locator('[data-slot="skeleton"], .animate-pulse').count(), { timeout: 20_000 })
        .toBe(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      wrong.push(
        ...violations.map(
          ({ id, nodes }) => `${path}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
        ),
      );
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 0) wrong.push(`${path}: ${overflow} pixels wider than the screen`);
    }
    expect(wrong).toEqual([]);
  });

  it('greets people who have not signed in without a violation', async () => {
    const { url } = inject('credentials');
    const context = await browser.newContext({ baseURL: url, colorScheme: scheme, viewport: { width, height: 900 } });
    const stranger = await context.newPage();
    await stranger.goto('/');
    await stranger.getByRole('button', { name: 'Sign in' }).waitFor();
    expect((await new AxeBuilder({ page: stranger }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await context.close();
  });
});
