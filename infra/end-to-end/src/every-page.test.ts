import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { violations } from './accessibility.ts';
import { chromiumPath, launchBrowser, signIn } from './browser.ts';
import { englishOn } from './english-on.ts';
import { givenNames } from './given-names.ts';
import { everyPage, openPage } from './pages.ts';

const schemes = ['light', 'dark'] as const;
const widths = [1440, 390];
/** Side by side: much of a walk is waiting for the product. */
const walkers = 2;

describe.skipIf(!chromiumPath)('every page, wide and narrow, in both themes', () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launchBrowser()));
  afterAll(() => browser?.close());

  // In German, whose words are longer.
  it('has no accessibility violation, no error in its console, nothing wider than the screen, and no English in German', async () => {
    // Makes what the pages are about, with names of its own.
    const left = (await everyPage()).entries();
    const names = await givenNames();
    const wrong = await Promise.all(Array.from({ length: walkers }, () => walk(left, names)));
    expect(wrong.flat()).toEqual([]);
  }, 600_000);

  /** Visits pages until none is left; whoever is first takes the next. */
  async function walk(left: Iterable<[number, string]>, names: readonly string[]): Promise<string[]> {
    const page = await signIn(browser);
    await page.addInitScript(speakGerman);
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(`${page.url()}: ${message.text()}`);
    });
    for (const [place, path] of left) {
      // Turn about: one page is opened wide and becomes narrow, the next is opened narrow and becomes wide, and so are the themes.
      const isTurn = place % 2 === 1;
      const looks = widths.map((width, index) => ({ width, scheme: schemes[(place + index) % schemes.length]! }));
      for (const [index, { width, scheme }] of (isTurn ? looks.reverse() : looks).entries()) {
        await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
        if (index === 0) {
          await openPage(page, path);
          expect(await page.locator('html').getAttribute('lang')).toBe('de');
        }
        await turnTo(page, scheme);
        wrong.push(...(await violations(page)).map((each) => `${path}, ${width} wide, ${scheme}: ${each}`));
        // What is shown may depend on the width.
        wrong.push(...(await englishOn(page, names)).map((each) => `${path}, ${width} wide: ${each}`));
        if (!(await fits(page))) wrong.push(`${path}, ${width} wide: wider than the screen`);
      }
    }
    return wrong;
  }

  it.each(widths)('greets people who have not signed in without a violation, %i wide', async (width) => {
    const { url } = inject('credentials');
    const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 } });
    const stranger = await context.newPage();
    await stranger.goto('/');
    await stranger.getByRole('button', { name: 'Sign in' }).waitFor();
    for (const scheme of schemes) {
      await turnTo(stranger, scheme);
      expect(await violations(stranger)).toEqual([]);
    }
    await stranger.addInitScript(speakGerman);
    await stranger.reload();
    await stranger.locator('html[lang=de]').waitFor({ state: 'attached' });
    await stranger.locator('input[type=password]').waitFor();
    expect(await englishOn(stranger, [])).toEqual([]);
    await context.close();
  });
});

function speakGerman(): void {
  localStorage.setItem('cutline-language', 'de');
}

/** Turns a page to a theme, and waits until it has come to rest. */
async function turnTo(page: Page, scheme: (typeof schemes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.locator(scheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor({ state: 'attached' });
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    // What follows the width of the screen has seen it, and is drawn.
    await frame().then(frame);
    // Colours that are still on their way from one theme to the other are nobody's.
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Whether nothing of a page is wider than the screen, once what follows its width has done so. */
async function fits(page: Page): Promise<boolean> {
  const check = page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth, undefined, {
    timeout: 5_000,
  });
  return check.then(
    () => true,
    () => false,
  );
}
