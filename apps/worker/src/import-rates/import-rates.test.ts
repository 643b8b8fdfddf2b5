import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasRates, knownBatch, schema } from '@cutline/postgres';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { importRatesActivities, type IncomingRate } from './import-rates.activities.ts';

let stage: TestWorkspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
afterAll(() => stage.drop());

async function register(workspaceId: string): Promise<string> {
  const values = {
    workspaceId,
    status: 'running' as const,
    rates: 2,
    currencies: ['USD'],
    firstDay: '2026-01-01',
    lastDay: '2026-01-02',
  };
  const [row] = await stage.database.insert(schema.currencyRateImport).values(values).returning();
  return row!.id;
}

const rates: IncomingRate[] = [
  ['USD', '2026-01-01', '0.9234567891'],
  ['USD', '2026-01-02', '1'],
];

test('rates land as a batch, once, and count from its number on', async () => {
  const { id: workspaceId, number } = stage.workspace;
  const importId = await register(workspaceId);
  const { landRates, abandonRates } = importRatesActivities(stage);
  expect(await hasRates(stage.database, workspaceId, 1)).toBe(false);
  await landRates({ workspaceId, importId, rates });
  await landRates({ workspaceId, importId, rates });
  await abandonRates({ workspaceId, importId });
  expect(await knownBatch(stage.database, number)).toBe(1);
  expect(await hasRates(stage.database, workspaceId, 0)).toBe(false);
  expect(await hasRates(stage.database, workspaceId, 1)).toBe(true);
  expect(
    await stage.rows(`SELECT currency, day, rate, batch FROM currency_rates WHERE workspace = ${number} ORDER BY day`),
  ).toEqual([
    { currency: 'USD', day: '2026-01-01', rate: '0.9234567891', batch: '1' },
    { currency: 'USD', day: '2026-01-02', rate: '1', batch: '1' },
  ]);
  const [row] = await stage.database
    .select()
    .from(schema.currencyRateImport)
    .where(eq(schema.currencyRateImport.id, importId));
  expect(row).toMatchObject({ status: 'completed', batch: 1 });
});

test('rates that cannot be landed leave nothing and hold nothing back', async () => {
  const { id: workspaceId, number } = await stage.another();
  const importId = await register(workspaceId);
  const { landRates, abandonRates } = importRatesActivities(stage);
  await expect(landRates({ workspaceId, importId, rates: [...rates, ['USD', 'no day', '1']] })).rejects.toThrow();
  expect(await knownBatch(stage.database, number)).toBe(0);
  await abandonRates({ workspaceId, importId });
  expect(await knownBatch(stage.database, number)).toBe(1);
  expect(await stage.rows(`SELECT * FROM currency_rates WHERE workspace = ${number}`)).toEqual([]);
  expect(await hasRates(stage.database, workspaceId, 1)).toBe(false);
  const [row] = await stage.database
    .select()
    .from(schema.currencyRateImport)
    .where(eq(schema.currencyRateImport.id, importId));
  expect(row).toMatchObject({ status: 'failed', batch: null });
});
