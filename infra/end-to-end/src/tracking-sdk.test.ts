import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { chromiumPath, launchBrowser } from './browser.ts';
import { startSite, type Site } from './shop-site.ts';
import { createSource, findProfile, timelineWith, type TestSource } from './sources.ts';
import { open, say, storedNames, trackedPage } from './tracking-page.ts';
import { startProxy, type Proxy } from './unsteady-proxy.ts';

let browser: Browser;
let proxy: Proxy;
let source: TestSource;
let careful: TestSource;
let site: Site;
let context: BrowserContext;
let page: Page;
let customId: string;

const waiting = async (): Promise<number> =>
  (await storedNames(page)).filter((name) => name.startsWith('cutline.message.')).length;
const sent = (): string[] => proxy.passed.flatMap(({ messageIds }) => messageIds);
const identify = (): Promise<void> => say(page, 'identify', customId, { email: `${customId}@example.com` });

describe.skipIf(!chromiumPath)('a page with the tracking code', () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    source = await createSource('Tea shop', 'website', open);
    careful = await createSource('Careful tea shop', 'website', {
      ...open,
      consent: 'required',
      respectDoNotTrack: true,
    });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    proxy = await startProxy(inject('credentials').url);
    site = await startSite({
      '/': trackedPage(proxy.url, source),
      '/other': trackedPage(proxy.url, source, 'Pots'),
      '/careful': trackedPage(proxy.url, careful),
    });
    customId = `tracked-${crypto.randomUUID()}`;
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    await Promise.all([site.close(), proxy.close()]);
  });

  it('tells what a customer looks at, puts into the cart and buys, also before it has a name', async () => {
    await page.goto(site.url);
    const tea = { product_id: 'tea-17', name: 'Darjeeling', category: 'Black tea', price: 12.5, quantity: 2 };
    await say(page, 'productListViewed', { list_id: 'spring', products: [tea] });
    await say(page, 'productViewed', { ...tea, currency: 'EUR' });
    await say(page, 'productAdded', tea);
    await say(page, 'productRemoved', { ...tea, quantity: 1 });
    await say(page, 'cartViewed', { products: [tea] });
    await say(page, 'track', 'Gift wrap chosen', { paper: 'blue' });
    await identify();
    await say(page, 'consent', { email: true, sms: false });
    await say(page, 'orderCompleted', {
      order_id: 'T-7',
      revenue: 12.5,
      currency: 'EUR',
      products: [{ ...tea, quantity: 1 }],
    });
    await say(page, 'orderRefunded', { order_id: 'T-7', revenue: 12.5, currency: 'EUR' });
    await page.evaluate(() => {
      history.pushState({}, '', '/teas?origin=india');
      document.title = 'Teas';
    });
    const timeline = await timelineWith(customId, 10);
    const line = { productId: 'tea-17', name: 'Darjeeling', category: 'Black tea', price: '12.5', quantity: 2 };
    expect(timeline).toMatchObject([
      { action: 'page.visit', parameters: { title: 'Tea', path: '/' } },
      { action: 'list.view', products: [line] },
      { action: 'product.view', products: [line] },
      { action: 'product.addToCart', products: [line] },
      { action: 'product.removeFromCart', products: [{ ...line, quantity: 1 }] },
      { action: 'cart.view', products: [line] },
      { action: 'Gift wrap chosen', parameters: { paper: 'blue' } },
      {
        action: 'transaction.charge',
        revenue: '12.5',
        currency: 'EUR',
        orderId: 'T-7',
        products: [{ ...line, quantity: 1 }],
      },
      { action: 'transaction.refund', revenue: '12.5', currency: 'EUR', orderId: 'T-7' },
      { action: 'page.visit', parameters: { title: 'Teas', path: '/teas', search: '?origin=india' } },
    ]);
    expect(new Set(timeline.map((event) => event.source))).toEqual(new Set([source.id]));
    expect(await findProfile(customId)).toMatchObject({
      attributes: { email: `${customId}@example.com` },
      consents: { email: true, sms: false },
    });
    await expect.poll(waiting).toBe(0);
  });

  it('keeps what happens offline, and sends it once it is online', async () => {
    await page.goto(site.url);
    await identify();
    await expect.poll(waiting).toBe(0);
    await context.setOffline(true);
    const before = proxy.passed.length;
    for (const paper of ['blue', 'red', 'green']) await say(page, 'track', 'Gift wrap chosen', { paper });
    expect(await waiting()).toBe(3);
    expect(proxy.passed.length).toBe(before);
    await context.setOffline(false);
    const timeline = await timelineWith(customId, 4);
    expect(timeline.slice(1).map(({ parameters }) => parameters['paper'])).toEqual(['blue', 'red', 'green']);
  });

  it('waits as long as the server asks, whatever it is told meanwhile, and tries a lost answer again', async () => {
    await page.goto(site.url);
    await identify();
    await expect.poll(waiting).toBe(0);
    const outage = proxy.passed.length;
    proxy.decide = () => ({ status: 503, retryAfter: '2' });
    await say(page, 'track', 'First');
    await expect.poll(() => proxy.passed.length).toBe(outage + 1);
    proxy.decide = ({ before: times }) => (times < 2 ? 'answerLost' : 'pass');
    await say(page, 'track', 'Second');
    const timeline = await timelineWith(customId, 3);
    expect(timeline.slice(1).map(({ action }) => action)).toEqual(['First', 'Second']);
    const [refused, next] = proxy.passed.slice(outage);
    expect(next!.at - refused!.at).toBeGreaterThanOrEqual(2_000);
    await expect.poll(waiting, { timeout: 15_000 }).toBe(0);
    expect(sent().length).toBeGreaterThan(new Set(sent()).size);
    expect(await timelineWith(customId, 3)).toEqual(timeline);
  });

  it('lets go of what the server will never take, and says so', async () => {
    await page.goto(site.url);
    await identify();
    await expect.poll(waiting).toBe(0);
    const warning = page.waitForEvent('console', (message) => message.text().includes('1 events were refused'));
    proxy.decide = () => ({ status: 400 });
    await say(page, 'track', 'Refused');
    expect((await warning).type()).toBe('warning');
    await expect.poll(waiting).toBe(0);
    proxy.decide = () => 'pass';
    await say(page, 'track', 'Taken');
    expect((await timelineWith(customId, 2)).map(({ action }) => action)).toEqual(['page.visit', 'Taken']);
  });

  it('sends what was said right before the page was left', async () => {
    await page.goto(site.url);
    await identify();
    await expect.poll(waiting).toBe(0);
    await page.evaluate(() => {
      const { cutline } = window as unknown as { cutline: { track(event: string, properties?: object): void } };
      // More than one beacon can carry.
      for (let part = 0; part < 6; part++) cutline.track('Left', { part, text: 'x'.repeat(20_000) });
      location.href = '/other';
    });
    await page.waitForURL('**/other');
    const timeline = await timelineWith(customId, 8);
    const parts = timeline
      .filter(({ action }) => action === 'Left')
      .map(({ parameters }) => Number(parameters['part']));
    expect(parts.sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(timeline.at(-1)).toMatchObject({ action: 'page.visit', parameters: { title: 'Pots' } });
  });

  it('neither loses anything in two tabs nor counts it twice', async () => {
    await page.goto(site.url);
    await identify();
    const other = await context.newPage();
    await other.goto(`${site.url}/other`);
    await expect.poll(waiting).toBe(0);
    proxy.decide = () => ({ status: 503, retryAfter: '1' });
    for (let part = 0; part < 20; part++) await say(part % 2 ? page : other, 'track', 'Said', { part });
    await expect.poll(waiting).toBe(20);
    proxy.decide = () => 'pass';
    const timeline = await timelineWith(customId, 22);
    const said = timeline.filter(({ action }) => action === 'Said').map(({ parameters }) => Number(parameters['part']));
    expect(said).toEqual(Array.from({ length: 20 }, (_, part) => part));
    await expect.poll(waiting).toBe(0);
  });

  it('stores and sends nothing before the visitor agrees, and forgets it all when the agreement is taken back', async () => {
    await page.goto(`${site.url}/careful`);
    await identify();
    await say(page, 'track', 'Early');
    await page.waitForFunction(() => 'loaded' in (window as unknown as { cutline: object }).cutline);
    expect(await storedNames(page)).toEqual([]);
    expect(sent()).toEqual([]);
    await say(page, 'setConsent', 'granted');
    expect((await timelineWith(customId, 2)).map(({ action }) => action)).toEqual(['page.visit', 'Early']);
    expect(await storedNames(page)).toContain('cutline.anonymousId');
    await expect.poll(waiting).toBe(0);
    await say(page, 'setConsent', 'denied');
    expect(await storedNames(page)).toEqual(['cutline.consent']);
    const until = proxy.passed.length;
    await say(page, 'track', 'Late');
    await page.goto(`${site.url}/careful`);
    await page.waitForFunction(() => 'loaded' in (window as unknown as { cutline: object }).cutline);
    expect(await storedNames(page)).toEqual(['cutline.consent']);
    expect(proxy.passed.length).toBe(until);
  });

  it('tells nothing of a browser that asks not to be tracked, even when the page says that it may', async () => {
    for (const asks of ['doNotTrack', 'globalPrivacyControl']) {
      const private_ = await browser.newContext();
      await private_.addInitScript((name) => {
        Object.defineProperty(navigator, name, { value: name === 'doNotTrack' ? '1' : true });
      }, asks);
      const tab = await private_.newPage();
      await tab.goto(`${site.url}/careful`);
      await tab.waitForFunction(() => 'loaded' in (window as unknown as { cutline: object }).cutline);
      await say(tab, 'setConsent', 'granted');
      await say(tab, 'track', 'Watched');
      expect(await storedNames(tab)).toEqual([]);
      await private_.close();
    }
    expect(sent()).toEqual([]);
  });

  it('knows a visitor again by a cookie where localStorage is blocked', async () => {
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await page.goto(site.url);
    await say(page, 'track', 'First');
    await page.goto(`${site.url}/other`);
    await identify();
    const timeline = await timelineWith(customId, 3);
    expect(timeline.map(({ action }) => action)).toEqual(['page.visit', 'First', 'page.visit']);
    const cookies = await context.cookies();
    expect(cookies.map(({ name, sameSite }) => ({ name, sameSite }))).toEqual(
      expect.arrayContaining([{ name: 'cutline.anonymousId', sameSite: 'Lax' }]),
    );
  });
});
