import { trackingSnippet } from '@cutline/tracking-sdk/snippet';
import type { Tracker } from '@cutline/tracking-sdk';
import type { Page } from 'playwright-core';
import type { TestSource } from './sources.ts';

/** The settings of a source whose pages may be tracked at once. */
export const open = { consent: 'notRequired', respectDoNotTrack: false, autoPages: true };

/** What somebody pastes into their pages, and a page around it. */
export function trackedPage(host: string, { writeKey }: TestSource, title = 'Tea'): string {
  return `<head><title>${title}</title>${trackingSnippet({ host, writeKey })}</head><body><a href="/other">On</a></body>`;
}

/** Says something on the page, in the words of the tracker. */
export async function say<Name extends keyof Tracker>(page: Page, name: Name, ...given: unknown[]): Promise<void> {
  await page.evaluate(
    ([method, words]) => {
      const { cutline } = window as unknown as { cutline: Record<string, (...given: unknown[]) => void> };
      cutline[method]!(...words);
    },
    [name as string, given] as const,
  );
}

/** Everything of the tracker's that the browser keeps: names in localStorage and cookies. */
export async function storedNames(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cookies = document.cookie.split('; ').map((each) => each.split('=', 1)[0]!);
    return [...Object.keys(localStorage), ...cookies].filter((name) => name.startsWith('cutline.'));
  });
}
