import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Opens a list and takes the option that begins with these words; `whole`: and whose name goes on with no further word.
 */
export async function choose(box: Locator, option: string, { whole = false } = {}): Promise<void> {
  const page = box.page();
  await box.click();
  const options = page.getByRole('option', { name: new RegExp(`^${option}${whole ? '(?! [a-z])' : ''}`) });
  const staysOpen = (await page.getByRole('listbox').getAttribute('aria-multiselectable')) === 'true';
  await options.first().click();
  // Pressed while a list for one choice closes by itself, Escape would close what the list stands in.
  if (staysOpen) await page.keyboard.press('Escape');
  // The focus returns late: wait for it before going on.
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}

/** Writes a number, and leaves the field, as only then it counts. */
export async function fillNumber(field: Locator, value: string): Promise<void> {
  await field.fill(value);
  await field.press('Tab');
}

/** The rules that say who is included. */
export function includeRules(page: Page): Locator {
  return page.getByRole('region', { name: 'Include' }).getByRole('group', { name: /^Rule/ });
}

/** The empty rule that a new segment begins with, or one more. */
export async function addRule(page: Page): Promise<Locator> {
  const section = page.getByRole('region', { name: 'Include' });
  const rules = includeRules(page);
  await rules.first().waitFor();
  const already = await rules.count();
  if ((await section.getByRole('group', { name: /still empty$/ }).count()) > 0) return rules.nth(already - 1);
  await section.getByRole('button', { name: 'Condition' }).click();
  return rules.nth(already);
}

/** The panel beside the rules, which counts while they change. */
export function summary(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Summary' });
}

/** The number that somebody reads there, e.g. 1234 of "1,234 customers". */
export async function numberIn(shown: Locator): Promise<number> {
  return Number(/[\d,]+/.exec(await shown.innerText())?.[0].replaceAll(',', ''));
}

/** The summary’s count comes to this without anything being saved. */
export async function liveCountIs(page: Page, members: number | undefined): Promise<void> {
  const shown = summary(page).getByTestId('members');
  await expect.poll(() => numberIn(shown), { timeout: 30_000 }).toBe(members);
}

export async function saveSegment(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}$/);
}
