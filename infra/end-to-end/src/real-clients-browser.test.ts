import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { chromiumPath, launchBrowser } from './browser.ts';
import { before, expectToldOnce, loseFirstAnswers, newCustomer, told, type Customer } from './customer-story.ts';
import { startSite, type Site } from './shop-site.ts';
import { createSource, type TestSource } from './sources.ts';
import { startProxy, type Proxy } from './unsteady-proxy.ts';

/** What both libraries offer to a page. */
interface Client {
  page(): void;
  identify(id: string, traits?: object): void;
  track(event: string, properties: object): void;
  alias(to: string, from: string): void;
  reset(): void;
}

const script = (path: string): string => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

const scripts = {
  '/segment.js': script('@segment/analytics-next/dist/umd/standalone.js'),
  '/rudder.js': script('@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js'),
};

let browser: Browser;
let proxy: Proxy;
let source: TestSource;
let site: Site;
let page: Page;
let elsewhere: string[];

describe.skipIf(!chromiumPath)('a page', () => {
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    proxy = await startProxy(inject('credentials').url);
    loseFirstAnswers(proxy);
    source = await createSource('A page of somebody', 'website');
    const { writeKey } = source;
    const segment = { _writeKey: writeKey, _cdn: proxy.url };
    site = await startSite(
      {
        '/segment': `<title>Tea</title><script>window.analytics = Object.assign([], ${JSON.stringify(segment)})</script>
          <script src="/segment.js"></script>`,
        '/rudder': `<title>Tea</title><script src="/rudder.js"></script>
          <script>
            window.analytics = new rudderanalytics.RudderAnalytics();
            analytics.load(${JSON.stringify(writeKey)}, ${JSON.stringify(proxy.url)}, { configUrl: ${JSON.stringify(proxy.url)} });
          </script>`,
      },
      scripts,
    );
    page = await browser.newPage();
    elsewhere = [];
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (![site.url, proxy.url].includes(origin)) elsewhere.push(request.url());
    });
  });
  afterEach(async () => {
    await page.close();
    await Promise.all([site.close(), proxy.close()]);
  });

  it('with @segment/analytics-next, of which only the CDN host was changed, is understood', async () => {
    await page.goto(`${site.url}/segment`);
    await page.waitForFunction(
      () => (window as unknown as { analytics: { initialized: boolean } }).analytics.initialized,
    );
    const customer = newCustomer('segment-browser');
    await tellStory(customer);
    const timeline = await expectToldOnce(customer, source, proxy);
    expect(timeline.find(({ action }) => action === 'page.visit')!.parameters).toMatchObject({
      title: 'Tea',
      path: '/segment',
    });
    expect(new Set(proxy.passed.map(({ path }) => path))).toEqual(new Set(['/v1/t', '/v1/i', '/v1/p', '/v1/a']));
    expect(elsewhere).toEqual([]);
  });

  it('with @rudderstack/analytics-js, of which only the hosts were changed, is understood', async () => {
    await page.goto(`${site.url}/rudder`);
    const customer = newCustomer('rudder-browser');
    await tellStory(customer);
    const timeline = await expectToldOnce(customer, source, proxy);
    expect(timeline.find(({ action }) => action === 'page.visit')!.parameters).toMatchObject({
      title: 'Tea',
      path: '/rudder',
    });
    expect(new Set(proxy.passed.map(({ path }) => path))).toEqual(
      new Set(['/v1/track', '/v1/identify', '/v1/page', '/v1/alias']),
    );
    expect(elsewhere).toEqual([]);
  });
});

async function tellStory(customer: Customer): Promise<void> {
  await page.evaluate(
    ({ customId, oldId, email, first, events }) => {
      const { analytics } = window as unknown as { analytics: Client };
      analytics.identify(oldId);
      analytics.track(first.event, first.properties);
      analytics.reset();
      analytics.page();
      analytics.alias(customId, oldId);
      analytics.identify(customId, { email, first_name: 'Ada' });
      for (const { event, properties } of events) analytics.track(event, properties);
    },
    { ...customer, first: before, events: told },
  );
}
