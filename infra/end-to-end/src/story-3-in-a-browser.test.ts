import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call } from './api.ts';
import { chromiumPath, launchBrowser, signIn } from './browser.ts';
import { addRule, choose, fillNumber, includeRules, numberIn, saveSegment, summary } from './builder.ts';

interface Boundary {
  line: string;
  level: number;
  kept: number;
}

interface SegmentPreview {
  members: number;
  base: number;
  afterRules: number;
  counts: Record<string, number>;
  boundary: Boundary | null;
}

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
/** Days as the console asks for them (both included), and the window that they mean (which ends before its end). */
const days = (first: number, last: number) => ({
  first: day(first),
  last: day(last),
  window: { type: 'between', start: day(first), end: day(last - 1) },
});
const season = days(480, 120);
const ranked = days(300, 90);

/** An exact amount, as the shop reads it. */
const euros = (amount: string): string =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }).format(Number(amount));

const bought = { type: 'event', actions: ['transaction.charge'], window: season.window };
const boughtOnline = {
  type: 'event',
  actions: ['transaction.charge'],
  filter: {
    type: 'parameter',
    parameter: { name: 'storeCategory', type: 'string' },
    comparison: { type: 'equals', operand: { type: 'constant', value: 'E-commerce' } },
  },
  window: { type: 'last', count: 365, unit: 'day' },
};
const both = { type: 'all', of: [bought, boughtOnline] };
const either = { type: 'any', of: [bought, boughtOnline] };

/** Every figure that the walk sees is held to what the API gives for the document that the walk should have made by then. */
describe.skipIf(!chromiumPath)('story 3: the hundred best customers, in a browser', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await signIn(browser);
    await page.goto(`/w/${inject('credentials').workspaceId}/segments/new`);
    await page.getByLabel('Name of the segment').fill('The hundred best');
  });
  afterAll(() => browser?.close());

  const api = <T>(method: string, path: string, body?: object): Promise<T> => {
    const { url, workspaceId, apiKey } = inject('credentials');
    return call<T>(`${url}/api/v1/workspaces/${workspaceId}${path}`, apiKey, method, body);
  };
  const idOf = async (name: string): Promise<string> => {
    const { items } = await api<{ items: { id: string; name: string }[] }>('GET', '/definitions?kind=aggregate');
    return items.find((item) => item.name === name)!.id;
  };
  const top = (count: number, aggregate: string, more: object = {}) => ({
    keep: 'top',
    take: { type: 'count', count },
    by: { type: 'aggregate', aggregate },
    inheritFilters: true,
    ties: { type: 'exact' },
    ...more,
  });
  const top100 = (aggregate: string, more: object = {}) => top(100, aggregate, more);

  it('rules that are named by their events are counted one by one, under all and under any', async () => {
    const first = await addRule(page);
    await choose(first.getByRole('button', { name: /^About:/ }), 'transaction.charge');
    await between(first.getByRole('button', { name: /^When it happened:/ }), season);
    const second = await addRule(page);
    await choose(second.getByRole('button', { name: /^About:/ }), 'transaction.charge');
    await second.getByRole('button', { name: /^Where, and/ }).click();
    await page.getByRole('menuitem', { name: /parameter/ }).click();
    await choose(second.getByRole('button', { name: /^Parameter:/ }), 'storeCategory');
    await choose(second.getByLabel('Text', { exact: true }), 'E-commerce');
    const all = await countsAre(both);

    await page.getByRole('button', { name: 'And. Turn into or' }).click();
    const any = await countsAre(either);
    expect(all.members).toBeLessThan(any.members);

    await choose(page.getByRole('combobox', { name: /^Include customers matching:/ }), 'all of');
    await countsAre(both);
  });

  it('a place that is tied says who is left out, or lets in who is level', async () => {
    await page.getByRole('button', { name: 'Keep only the top or bottom' }).click();
    await choose(refinement(/^Ranked by:/, 'button'), 'Purchases, last year');
    const purchases = await idOf('Purchases, last year');
    const hundred = await countsAre(both, top100(purchases));
    expect(hundred.members).toBe(100);

    // The shop's year ends today: on some days the hundredth is the last of those who bought as often.
    const places = await tiedPlace(purchases);
    await fillNumber(page.getByLabel('How many', { exact: true }), String(places));
    const exact = await countsAre(both, top(places, purchases));
    expect(exact.members).toBe(places);
    expect(exact.boundary!.level).toBeGreaterThan(exact.boundary!.kept);

    await choose(refinement(/^Ties:/), 'and everyone level');
    const level = await countsAre(both, top(places, purchases, { ties: { type: 'include' } }));
    expect(level.members).toBeGreaterThan(places);
    await choose(refinement(/^Ties:/), `exactly ${places}`);
    await fillNumber(page.getByLabel('How many', { exact: true }), '100');
  });

  it('spending is an aggregate made beside the rules; it follows them, in a time frame of its own', async () => {
    await refinement(/^Ranked by:/, 'button').click();
    // Not by the keyboard: what is typed before the list has the focus is lost.
    await page.getByPlaceholder('Search…').fill('Spend, last year');
    await page.getByRole('option', { name: 'New aggregate “Spend, last year”' }).click();
    const dialog = page.getByRole('dialog', { name: 'New aggregate' });
    await choose(dialog.getByRole('button', { name: /^Actions:/ }), 'transaction.charge');
    await choose(dialog.getByRole('button', { name: /^Value of a customer:/ }), 'The sum');
    await choose(dialog.getByRole('button', { name: /^Parameter:/ }), 'revenue');
    await dialog.getByRole('button', { name: 'Publish the aggregate' }).click();
    await dialog.waitFor({ state: 'detached' });
    const spend = await idOf('Spend, last year');
    await countsAre(both, top100(spend), euros);

    await choose(refinement(/^Counted over:/), 'a time frame of its own');
    await between(refinement(/^Time frame of the ranking:/, 'button'), ranked);
    const { window } = ranked;
    const following = await countsAre(both, top100(spend, { window }), euros);

    await page.getByRole('switch', { name: 'Count only events that follow the rules above' }).click();
    const own = await countsAre(both, top100(spend, { window, inheritFilters: false }), euros);
    expect(Number(own.boundary!.line)).toBeGreaterThan(Number(following.boundary!.line));
    await page.getByRole('switch', { name: 'Count only events that follow the rules above' }).click();
    await countsAre(both, top100(spend, { window }), euros);
  });

  it('saved, it says what was built, and has a hundred members', async () => {
    await saveSegment(page);
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const refine = top100(await idOf('Spend, last year'), { window: ranked.window });
    const published = await api('GET', `/definitions/${id}`);
    expect(published).toMatchObject({ document: { kind: 'segment', where: both, refine } });
    await expect
      .poll(() => api('GET', `/definitions/${id}`), { timeout: 60_000 })
      .toMatchObject({ segment: { status: 'current', members: 100 } });
    const shown = page.getByTestId('segment-members');
    await expect.poll(() => numberIn(shown), { timeout: 30_000 }).toBe(100);
  });

  /** The first place from the hundredth up that somebody beyond it ties with. */
  async function tiedPlace(aggregate: string): Promise<number> {
    for (let place = 100; place > 50; place--) {
      const document = { kind: 'segment', name: 'Expected', where: both, refine: top(place, aggregate) };
      const { boundary } = await api<SegmentPreview>('POST', '/previews', { document });
      if (boundary!.level > boundary!.kept) return place;
    }
    throw new Error('No two of the hundred best bought as often as each other');
  }

  const refinement = (name: RegExp, role: 'combobox' | 'button' = 'combobox'): Locator =>
    page.getByRole('region', { name: 'Refine' }).getByRole(role, { name });

  /** Sets a window, in words so far, to lie between two days. */
  async function between(button: Locator, { first, last }: { first: string; last: string }): Promise<void> {
    await button.click();
    const popover = page.getByRole('dialog');
    await choose(popover.getByRole('combobox', { name: /^When:/ }), 'between');
    await popover.getByLabel('First day').fill(first);
    await popover.getByLabel('Last day').fill(last);
    await page.keyboard.press('Escape');
    await popover.waitFor({ state: 'detached' });
  }

  /** Beside each rule, and in the summary, stands what the API counts; and where the refinement cuts. */
  async function countsAre(
    where: typeof both,
    refine?: object,
    format: (value: string) => string = String,
  ): Promise<SegmentPreview> {
    const document = { kind: 'segment', name: 'Expected', where, ...(refine && { refine }) };
    const expected = await api<SegmentPreview>('POST', '/previews', { document });
    const { members, base, afterRules, counts, boundary } = expected;
    await expect.poll(shownCounts, { timeout: 30_000 }).toEqual({
      members,
      everyone: base,
      included: afterRules,
      rules: where.of.map((_, index) => counts[`/where/of/${index}`]),
      boundary: boundary && cutWords(boundary, format(boundary.line)),
    });
    return expected;
  }

  async function shownCounts() {
    const step = (name: string): Promise<number> =>
      numberIn(summary(page).getByRole('term').filter({ hasText: name }).locator('+ dd'));
    const counts = await includeRules(page)
      .getByText(/^[\d,]+ customers$/)
      .all();
    const boundary = page.getByTestId('boundary');
    return {
      members: await numberIn(summary(page).getByTestId('members')),
      everyone: await step('Everyone'),
      included: await step('Included'),
      rules: await Promise.all(counts.map(numberIn)),
      boundary: (await boundary.isVisible()) ? await boundary.innerText() : null,
    };
  }
});

/** What the console says of the last one in, whose value is shown like this, and of those who are level. */
function cutWords({ level, kept }: Boundary, value: string): string {
  const left = level - kept;
  const last = `The last one in has ${value}`;
  if (left === 1) return `${last}; 1 more customer ties with it and is left out.`;
  if (left > 1) return `${last}; ${left} more customers tie with it and are left out.`;
  return level > 1 ? `${last}; ${level} are level there, and all of them are in.` : `${last}, and nobody ties with it.`;
}
