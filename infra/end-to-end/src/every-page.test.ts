import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { chromiumPath, launchBrowser, signIn } from './browser.ts';
import { everyPage, openPage } from './pages.ts';

const schemes = ['light', 'dark'] as const;

const widths = [1440, 390];

describe.skipIf(!chromiumPath)('every page, wide and narrow, in both themes', () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launchBrowser()));
  afterAll(() => browser?.close());

  it('has no accessibility violation, no error in its console, and nothing wider than the screen', async () => {
    const paths = await everyPage();
    // Side by side: much of a walk is waiting for the product.
    const wrong = await Promise.all(widths.map((width) => walk(width, paths)));
    expect(wrong.flat()).toEqual([]);
  }, 600_000);

  async function walk(width: number, paths: string[]): Promise<string[]> {
    const page = await signIn(browser, 'light', width);
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(`${page.url()}: ${message.text()}`);
    });
    for (const [place, path] of paths.entries()) {
      await openPage(page, path);
      // Wide in one theme and narrow in the other, turn about: looking takes the most time of a walk.
      const scheme = schemes[(place + widths.indexOf(width)) % schemes.length]!;
      wrong.push(...(await violations(page, scheme)).map((each) => `${path}, ${width} wide: ${each}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 0) wrong.push(`${path}: ${overflow} pixels wider than the screen`);
    }
    return wrong;
  }

  it.each(widths)('greets people who have not signed in without a violation, %i wide', async (width) => {
    const { url } = inject('credentials');
    const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 } });
    const stranger = await context.newPage();
    await stranger.goto('/');
    await stranger.getByRole('button', { name: 'Sign in' }).waitFor();
    for (const scheme of schemes) expect(await violations(stranger, scheme)).toEqual([]);
    await context.close();
  });
});

/** Turns a page to a theme, and says what axe finds and where. */
async function violations(page: Page, scheme: (typeof schemes)[number]): Promise<string[]> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.locator(scheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor({ state: 'attached' });
  // Colours that are still on their way from one theme to the other are nobody's.
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const found = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return found.violations.map(
    ({ id, nodes }) => `${scheme}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}
