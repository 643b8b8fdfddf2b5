import type { Page } from 'playwright-core';
import { englishWordIn } from './english.ts';

/** Texts of a German page that have English in them; `names` are those that people and shops gave (`givenNames`). */
export async function englishOn(page: Page, names: readonly string[]): Promise<string[]> {
  return (await textsOn(page)).flatMap((text) => {
    const word = librarys.has(text) ? null : englishWordIn(withoutNames(text, names));
    return word ? [`“${word}” in: ${text}`] : [];
  });
}

/** A function of the formula language, a scope of an API key: the same in every language. */
const code = /\bif\(|\b[a-z]+:(?:read|write|admin)\b/g;

/** Of npm, e.g. `@segment/analytics-next`. */
const packageName = /@[\w-]+\/[\w.-]+/g;

/** What stands in quotation marks was named or typed by somebody, as were the names given. */
function withoutNames(text: string, names: readonly string[]): string {
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
