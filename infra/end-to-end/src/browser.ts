import { chromium, type Browser, type Page } from 'playwright-core';
import { inject } from 'vitest';

/** Whether a Chromium is there to test with: `npm test` looks for one and says so when there is none. */
export const chromiumPath = process.env['CHROMIUM_PATH'];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

/** A page of the console on which the first user has signed in. */
export async function signIn(browser: Browser, colorScheme: 'light' | 'dark' = 'light', width = 1440): Promise<Page> {
  const { url, email, password } = inject('credentials');
  const context = await browser.newContext({
    baseURL: url,
    colorScheme,
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/w\/[0-9a-f-]{36}/);
  return page;
}
