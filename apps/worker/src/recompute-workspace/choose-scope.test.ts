import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema, type RunSettings } from '@cutline/postgres';
import { planFormat } from '@cutline/segment-sql';
import type { Workspace } from '../find-workspace.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { chooseScope, type ChosenScope } from './choose-scope.ts';
import type { AskedScope } from './run-requests.ts';

let stage: TestWorkspace;
let workspace: Workspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
beforeEach(async () => {
  workspace = await stage.another();
});
afterAll(() => stage.drop());

const settings: RunSettings = {
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  includeAnonymous: false,
  planFormat,
  scratch: 1,
};
const noon = new Date('2026-03-01T12:00:00Z');
const soon = new Date('2026-03-01T12:05:00Z');

async function ran(number: number, changed: Partial<typeof schema.run.$inferInsert> = {}): Promise<void> {
  const values = { workspaceId: workspace.id, number, trigger: 'schedule', status: 'completed', known: 5 } as const;
  const startedAt = new Date(noon.getTime() + number);
  await stage.database.insert(schema.run).values({ ...values, asOf: noon, settings, startedAt, ...changed });
}

async function buildsUpon(run: number): Promise<void> {
  await stage.database.insert(schema.liveClock).values({ workspaceId: workspace.id, asOf: noon, known: 5, run });
}

function choose(clock = { asOf: soon, known: 6 }, asked: AskedScope = 'due', changed = {}): Promise<ChosenScope> {
  return chooseScope(stage.database, { ...workspace, ...changed }, asked, clock);
}

const scopeOf = async (...asked: Parameters<typeof choose>) => (await choose(...asked)).scope;

test('what is due builds upon the last run that computed metrics, and upon what was published last', async () => {
  await ran(1);
  await ran(2, { scope: 'due' });
  await ran(3, { scope: 'live', settings: null });
  await ran(4, { scope: 'live', settings: null, status: 'running' });
  await buildsUpon(2);
  const earlier = { asOf: noon.getTime(), known: 5, run: 2, published: 3 };
  expect(await choose()).toEqual({ scope: 'due', earlier });
  expect(await choose(undefined, 'full')).toEqual({ scope: 'full', earlier });
  expect(await choose({ asOf: noon, known: 5 })).toEqual({ scope: 'due', earlier });
});

test('nothing can be built upon where nothing was published, or the clock would go back', async () => {
  expect(await choose()).toEqual({ scope: 'full' });
  await ran(1);
  await buildsUpon(1);
  expect(await choose({ asOf: new Date('2026-03-01T11:59:59Z'), known: 6 })).toEqual({ scope: 'full' });
  expect(await choose({ asOf: soon, known: 4 })).toEqual({ scope: 'full' });
});

test('nor where the settings or the rules for planning are others', async () => {
  await ran(1);
  await buildsUpon(1);
  for (const changed of [{ timeZone: 'UTC' }, { currency: 'CHF' }, { includeAnonymous: true }])
    expect(await choose(undefined, 'due', changed)).toEqual({ scope: 'full' });
  await stage.database
    .update(schema.run)
    .set({ settings: { ...settings, planFormat: 1 } })
    .where(eq(schema.run.workspaceId, workspace.id));
  expect(await choose()).toEqual({ scope: 'full' });
});

test('the first run of a local day is a full one, and no other until the next day', async () => {
  await ran(1);
  await ran(2, { scope: 'due', asOf: new Date('2026-03-01T22:00:00Z') });
  await buildsUpon(2);
  expect(await scopeOf({ asOf: new Date('2026-03-01T22:59:59Z'), known: 6 })).toBe('due');
  const midnight = new Date('2026-03-01T23:00:00Z');
  expect(await scopeOf({ asOf: midnight, known: 6 })).toBe('full');
  await ran(3, { asOf: midnight });
  expect(await scopeOf({ asOf: new Date('2026-03-02T22:59:59Z'), known: 6 })).toBe('due');
});

test('new exchange rates are read in full', async () => {
  await ran(1);
  await buildsUpon(1);
  const days = { firstDay: '2026-01-01', lastDay: '2026-01-01' };
  const status = 'completed' as const;
  const rates = { workspaceId: workspace.id, status, rates: 1, currencies: ['CHF'], ...days };
  await stage.database.insert(schema.currencyRateImport).values([
    { ...rates, batch: 5 },
    { ...rates, batch: 7 },
  ]);
  expect(await scopeOf()).toBe('due');
  expect(await scopeOf({ asOf: soon, known: 7 })).toBe('full');
});

test('a full run that failed is made up for, whatever live runs did since', async () => {
  await ran(1);
  await buildsUpon(1);
  await ran(2, { status: 'failed' });
  await ran(3, { scope: 'live', settings: null });
  expect(await scopeOf()).toBe('full');
  await ran(4, { scope: 'due', status: 'failed' });
  expect(await scopeOf()).toBe('due');
});
