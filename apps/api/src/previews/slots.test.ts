import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClickHouse } from '@cutline/clickhouse';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { SlotsService, type Tenancy } from './slots.service.ts';

let api: TestApi;
let client: ClickHouseClient;
let slots: SlotsService;
beforeAll(async () => {
  api = await createTestApi();
  client = connectClickHouse(api.settings.clickHouse);
  slots = new SlotsService(client);
});
afterAll(async () => {
  await client.close();
  await api.drop();
});

/** A query that would not end by itself while this test lives. */
const endless =
  (mark: string) =>
  async ({ nextQueryId, signal }: Tenancy) => {
    const query = `SELECT count() FROM numbers(1000000000000) WHERE cityHash64(number) = 7 AND '${mark}' != ''`;
    const result = await client.query({ query, query_id: nextQueryId(), abort_signal: signal, format: 'JSONEachRow' });
    return result.json();
  };

/** How many queries with the mark the engine has under way. */
async function running(mark: string): Promise<number> {
  const query = `SELECT toString(count()) AS n FROM system.processes WHERE query LIKE '%numbers(1000000000000)%${mark}%' AND query NOT LIKE '%system.processes%'`;
  const result = await client.query({ query, format: 'JSONEachRow' });
  const [row] = await result.json<{ n: string }>();
  return Number(row?.n);
}

describe('a slot', () => {
  it('ends the query in it, in the engine too, when the next one comes', async () => {
    const mark = randomUUID();
    const first = slots.run('builder', new AbortController().signal, endless(mark));
    await expect.poll(() => running(mark), { timeout: 20_000 }).toBe(1);
    const second = slots.run('builder', new AbortController().signal, () => Promise.resolve('second'));
    await expect(first).rejects.toMatchObject({ status: 409, code: 'superseded' });
    expect(await second).toBe('second');
    await expect.poll(() => running(mark), { timeout: 20_000 }).toBe(0);
  });

  it('ends the query in it when its client goes away', async () => {
    const mark = randomUUID();
    const disconnect = new AbortController();
    const left = slots.run('builder', disconnect.signal, endless(mark));
    await expect.poll(() => running(mark), { timeout: 20_000 }).toBe(1);
    disconnect.abort();
    await expect(left).rejects.toMatchObject({ status: 409, code: 'disconnected' });
    await expect.poll(() => running(mark), { timeout: 20_000 }).toBe(0);
  });

  it('lets each statement of a query have an id of its own', async () => {
    const ids = await slots.run(undefined, new AbortController().signal, ({ nextQueryId }) =>
      Promise.resolve([nextQueryId(), nextQueryId(), nextQueryId()]),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('passes on what went wrong with the query itself', async () => {
    const failing = () => Promise.reject(new Error('syntax'));
    await expect(slots.run('builder', new AbortController().signal, failing)).rejects.toThrow('syntax');
  });
});
