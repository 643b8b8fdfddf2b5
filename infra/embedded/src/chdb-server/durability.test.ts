import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Services, startServices } from '../services.ts';

const home = mkdtempSync(join(tmpdir(), 'cutline-durability-'));
let services: Services;
let client: ClickHouseClient;

beforeAll(async () => {
  services = await startServices({ home, only: ['clickhouse'], ports: { clickhouse: 0 } });
  await services.ready;
  const { url, username, password, database } = services.clickhouse;
  client = createClient({ url, username, password, database, log: { level: ClickHouseLogLevel.OFF } });
  await client.command({
    query: 'CREATE TABLE acknowledged (batch UInt32, row UInt32) ENGINE = MergeTree ORDER BY batch',
  });
});
afterAll(async () => {
  await client.close();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
});

const rowsInBatch = 500;

/** Inserts batch after batch until the front dies under it; gives the numbers of those it acknowledged. */
async function insertUntilKilled(from: number): Promise<number[]> {
  const acknowledged: number[] = [];
  for (let batch = from; ; batch += 1) {
    const values = Array.from({ length: rowsInBatch }, (_, row) => ({ batch, row }));
    try {
      await client.insert({ table: 'acknowledged', values, format: 'JSONEachRow' });
    } catch {
      return acknowledged;
    }
    acknowledged.push(batch);
  }
}

async function storedBatches(): Promise<Map<number, number>> {
  const query = 'SELECT batch, count() AS rows FROM acknowledged GROUP BY batch';
  const result = await client.query({ query, format: 'JSONEachRow' });
  const rows = await result.json<{ batch: number; rows: number }>();
  return new Map(rows.map((row) => [row.batch, row.rows]));
}

test('an insert that was acknowledged survives kill -9, and none is stored in part', async () => {
  const acknowledged: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const before = services.clickhouse.pid ?? 0;
    const inserting = insertUntilKilled(round * 1_000_000);
    // The moment differs from round to round by the work done until then, not by the clock.
    await expect
      .poll(async () => (await storedBatches()).size, { interval: 7, timeout: 30_000 })
      .toBeGreaterThan(acknowledged.length + 3 * round);
    process.kill(before, 'SIGKILL');
    acknowledged.push(...(await inserting));
    await expect
      .poll(() => services.clickhouse.pid !== before && services.status().clickhouse?.state, { timeout: 30_000 })
      .toBe('ready');

    const stored = await storedBatches();
    expect(acknowledged.filter((batch) => stored.get(batch) !== rowsInBatch)).toEqual([]);
    expect([...stored].filter(([, rows]) => rows !== rowsInBatch)).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThan(6);
});
