import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, onTestFailed } from 'vitest';
import { call } from './api.ts';
import { chromiumPath, launchBrowser, signIn } from './browser.ts';
import { addRule, choose, fillNumber, liveCountIs, saveSegment } from './builder.ts';

/** Screenshots of the walk, for people to look at; not kept in git. */
const pictures = fileURLToPath(new URL('../pictures/', import.meta.url));

interface Summary {
  name: string;
  segment?: { members: number };
  metric?: { value: string };
}

describe.skipIf(!chromiumPath)('story 1: heavy buyers, and the ones who declined, in a browser', () => {
  let browser: Browser;
  let page: Page;
  let base: string;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await launchBrowser();
    page = await signIn(browser);
    base = `/w/${inject('credentials').workspaceId}`;
  });
  afterAll(() => browser?.close());
  beforeEach(() => onTestFailed(async ({ task }) => void (await shoot(`failed ${task.name.replaceAll(/\W+/g, ' ')}`))));

  const shoot = (name: string): Promise<Buffer> => page.screenshot({ path: `${pictures}${name}.png` });

  it('step 1: an aggregate counts purchases in the year before last', async () => {
    await makeAggregate('Orders, the year before last', '365');
    await shoot('1-aggregate');
  });

  it('step 2: a metric draws the line at the 0.7 quantile of those who bought', async () => {
    await makeMetric('Heavy line', 'Orders, the year before last', '0.7');
    await shoot('2-metric');
  });

  it('step 3: a segment is bound to the metric, and counted while it is built', async () => {
    await page.goto(`${base}/segments/new`);
    await page.getByLabel('Name of the segment').fill('Heavy');
    await compareWithMetric('Orders, the year before last', 'more than', 'Heavy line');
    const members = await membersOf('Heavy buyers');
    await liveCountIs(page, members);
    await shoot('3-builder');
    await saveSegment(page);
    await expect.poll(() => membersOf('Heavy'), { timeout: 60_000 }).toBe(members);
    await shoot('3-segment');
  });

  it('steps 4 and 5: the declining are below the new line, zero included, and heavy', async () => {
    await makeAggregate('Orders, last year', '0');
    await makeMetric('Decline line', 'Orders, last year', '0.3');
    await page.goto(`${base}/segments/new`);
    await page.getByLabel('Name of the segment').fill('Declining');
    await compareWithMetric('Orders, last year', 'less than', 'Decline line');
    const rule = await addRule(page);
    await choose(rule.getByRole('button', { name: /^About:/ }), 'Heavy', { whole: true });
    const members = await membersOf('Declining heavy buyers');
    await liveCountIs(page, members);
    await shoot('5-builder');
    await saveSegment(page);
    await expect.poll(() => membersOf('Declining'), { timeout: 60_000 }).toBe(members);
    await shoot('5-segment');
  });

  it('draws the same lines as the demo shop’s own metrics', async () => {
    const found = await summaries();
    expect(Number(found.get('Heavy line')?.metric?.value)).toBeGreaterThan(0);
    expect(found.get('Heavy line')?.metric?.value).toBe(found.get('Heavy-buyer line')?.metric?.value);
    expect(found.get('Decline line')?.metric?.value).toBe(found.get('Declining line')?.metric?.value);
  });

  async function makeAggregate(name: string, before: string): Promise<void> {
    await page.goto(`${base}/aggregates/new`);
    await choose(page.getByRole('button', { name: /^Actions:/ }), 'transaction.charge');
    await fillNumber(page.getByLabel('How many', { exact: true }), '365');
    await fillNumber(page.getByLabel('Before the last: how many'), before);
    await page.getByRole('textbox', { name: /^Name/ }).fill(name);
    await page.getByRole('button', { name: 'Publish the aggregate' }).click();
    await page.getByRole('heading', { name }).waitFor();
  }

  async function makeMetric(name: string, aggregate: string, level: string): Promise<void> {
    await page.goto(`${base}/metrics/new`);
    await choose(page.getByRole('button', { name: /^Values of:/ }), aggregate);
    await fillNumber(page.getByLabel('Quantile', { exact: true }), level);
    await page.getByRole('textbox', { name: /^Name/ }).fill(name);
    await page.getByRole('button', { name: 'Publish the metric' }).click();
    await page.getByRole('heading', { name }).waitFor();
  }

  async function compareWithMetric(aggregate: string, comparison: string, metric: string): Promise<void> {
    const rule = await addRule(page);
    await choose(rule.getByRole('button', { name: /^About:/ }), aggregate);
    await choose(rule.getByRole('combobox', { name: /^Comparison:/ }), comparison);
    await choose(rule.getByRole('combobox', { name: /^Compare with:/ }), 'the metric');
    await choose(rule.getByRole('button', { name: /^Metric:/ }), metric);
  }

  async function summaries(): Promise<Map<string, Summary>> {
    const { url, workspaceId, apiKey } = inject('credentials');
    const { items } = await call<{ items: Summary[] }>(
      `${url}/api/v1/workspaces/${workspaceId}/definitions?limit=100`,
      apiKey,
      'GET',
    );
    return new Map(items.map((item) => [item.name, item]));
  }

  const membersOf = async (name: string): Promise<number | undefined> =>
    (await summaries()).get(name)?.segment?.members;
});
