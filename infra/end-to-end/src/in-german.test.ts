import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser, signIn } from './browser.ts';
import { englishWordIn } from './english.ts';
import { givenNames } from './given-names.ts';
import { everyPage, openPage } from './pages.ts';

describe.skipIf(!chromiumPath)('the console in German', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await signIn(browser);
    await page.evaluate(() => localStorage.setItem('cutline-language', 'de'));
  });
  afterAll(() => browser?.close());

  it('says nothing in English, on any page', async () => {
    // Makes what the pages are about, with names of its own.
    const paths = await everyPage();
    const names = await givenNames();
    const found: string[] = [];
    const look = async (page: Page, at: string): Promise<void> => {
      for (const text of await textsOn(page)) {
        if (librarys.has(text)) continue;
        const word = englishWordIn(withoutNames(text, names));
        if (word) found.push(`${at}: “${word}” in: ${text}`);
      }
    };
    const left = paths.values();
    const walk = async (page: Page): Promise<void> => {
      for (const path of left) {
        await openPage(page, path);
        expect(await page.locator('html').getAttribute('lang')).toBe('de');
        await look(page, path);
      }
    };
    // Side by side: much of a walk is waiting for the product.
    await Promise.all([walk(page), walk(await page.context().newPage())]);
    await page.context().clearCookies();
    await page.goto('/');
    await page.locator('input[type=password]').waitFor();
    await look(page, '/sign-in');
    expect(found).toEqual([]);
  }, 300_000);
});

/** A function of the formula language, a scope of an API key: the same in every language. */
const code = /\bif\(|\b[a-z]+:(?:read|write|admin)\b/g;

/** Of npm, e.g. `@segment/analytics-next`. */
const packageName = /@[\w-]+\/[\w.-]+/g;

/** What stands in quotation marks was named or typed by somebody, as were the names given. */
function withoutNames(text: string, names: string[]): string {
  const said = text
    .replace(/„[^“]*“/g, ' ')
    .replace(code, ' ')
    .replace(packageName, ' ');
  return names.reduce((rest, name) => rest.replaceAll(name, ' '), said);
}

/** What the component library says by itself: on the arrow of a text field with suggestions, and where something is on its way. */
const librarys = new Set(['Show popup', 'loading']);

/** Every text that a page shows or tells a screen reader, once each. Code is the same in every language. */
function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const code = 'code, pre, .cm-content, script, style, noscript';
    const said: (string | null)[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const within = walker.currentNode.parentElement;
      // A title in a drawing shows when pointed at.
      const isThere = within?.closest('svg') ? true : within?.checkVisibility();
      if (isThere && !within?.closest(code)) said.push(walker.currentNode.nodeValue);
    }
    const attributes = [
      'aria-label',
      'aria-description',
      'aria-valuetext',
      'aria-roledescription',
      'title',
      'placeholder',
      'alt',
    ];
    for (const attribute of attributes)
      for (const element of document.querySelectorAll(`[${attribute}]`)) said.push(element.getAttribute(attribute));
    return [...new Set(said.map((each) => (each ?? '').replace(/\s+/g, ' ').trim()).filter(Boolean))];
  });
}
