import axe from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/**
 * What axe finds wrong with a page as it is now, and where, a line for each rule that is broken.
 * It is brought into a page once, however often one looks, and looks from within: our pages have no frames.
 */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe!.run(document, { resultTypes: ['violations'], elementRef: false });
    return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}
