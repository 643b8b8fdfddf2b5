import { createTestPostgres, type TestPostgres } from '@cutline/embedded/vitest-database';
import { connectPostgres, migratePostgres, putIntoInbox, schema, type Database } from '@cutline/postgres';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registry } from '../metrics/registry.ts';
import { readStores } from './read-stores.ts';
import { StoreReadings } from './store-readings.ts';

let own: TestPostgres;
let database: Database;
let readings: StoreReadings;
let shop: { id: string; number: number };

beforeAll(async () => {
  own = await createTestPostgres();
  database = connectPostgres(own.url, 2);
  await migratePostgres(database);
  readings = readStores(own.url);
  const [organisation] = await database.insert(schema.organisation).values({ name: 'Shops' }).returning();
  const values = { organisationId: organisation!.id, name: 'Ada’s shop', timeZone: 'Europe/Berlin', currency: 'EUR' };
  shop = (await database.insert(schema.workspace).values(values).returning())[0]!;
});
afterAll(async () => {
  await Promise.all([readings.close(), database.$client.end()]);
  await own.drop();
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

async function addSegment(
  name: string,
  asOf: Date,
  more: { stale?: boolean; freshness?: number } = {},
): Promise<string> {
  const { stale = false, freshness } = more;
  const values = { workspaceId: shop.id, kind: 'segment' as const, name, version: 1, freshness };
  const [{ id } = { id: '' }] = await database.insert(schema.definition).values(values).returning();
  const head = { definitionId: id, version: 1, run: 1, sequence: 1, asOf, known: 0, members: 0 };
  await database.insert(schema.segmentHead).values({ ...head, status: stale ? 'stale' : 'current' });
  return id;
}

/** A metric's values by their labels, after a new look. */
async function valuesOf(name: string): Promise<{ labels: Record<string, string | number>; value: number }[]> {
  const looking = readStores(own.url);
  await looking.refresh();
  await looking.close();
  return (await registry.getSingleMetric(name)!.get()).values as never;
}
const valueOf = async (name: string) =>
  (await valuesOf(name)).find(({ labels }) => labels['workspace'] === shop.number)?.value;

it('tells how old segments are against their targets, and names those that are late', async () => {
  await addSegment('in time', minutesAgo(100));
  const late = await addSegment('late', minutesAgo(130));
  const strict = await addSegment('strict', minutesAgo(100), { freshness: 60 });
  await addSegment('stale', minutesAgo(10), { stale: true });
  expect(await valueOf('cutline_segments')).toBe(4);
  expect(await valueOf('cutline_segments_late')).toBe(2);
  expect(await valueOf('cutline_segments_stale')).toBe(1);
  expect(await valueOf('cutline_segment_age_seconds')).toBeCloseTo(130 * 60, -2);
  expect(await valueOf('cutline_segment_age_ratio')).toBeCloseTo(100, 0);
  const named = (await valuesOf('cutline_late_segment_age_seconds')).map(({ labels }) => labels['segment']);
  expect(named.toSorted()).toEqual([late, strict].toSorted());

  // Short runs keep all but the stale one right up to their clock.
  await database.insert(schema.liveClock).values({ workspaceId: shop.id, asOf: minutesAgo(0.5), known: 0, run: 1 });
  expect(await valueOf('cutline_segments_late')).toBe(0);
  expect(await valueOf('cutline_segment_age_seconds')).toBeCloseTo(600, -2);
  expect(await valueOf('cutline_live_stopped')).toBe(0);
});

it('tells what waits in the inbox, and nothing of workspaces of which nothing does', async () => {
  expect(await valueOf('cutline_inbox_messages')).toBeUndefined();
  await putIntoInbox(database, [
    { workspace: shop.number, source: 'console', messages: 3, contents: '[]' },
    { workspace: shop.number, source: 'console', messages: 4, contents: '[]' },
  ]);
  await database.execute(sql`UPDATE inbox SET received_at = now() - interval '90 seconds' WHERE messages = 3`);
  expect(await valueOf('cutline_inbox_messages')).toBe(7);
  expect(await valueOf('cutline_inbox_oldest_seconds')).toBeCloseTo(90, -1);
});

it('tells since when a stream in use lacks a batch', async () => {
  const stream = { workspaceId: shop.id, document: {}, timeZone: 'UTC', currency: 'EUR', zoneData: '', parts: 1 };
  await database.insert(schema.stream).values([
    { ...stream, number: 1, status: 'ready', known: 1 },
    { ...stream, number: 2, status: 'ready', known: 3 },
    { ...stream, number: 3, status: 'ready', known: 0, usedAt: minutesAgo(3_000) },
    { ...stream, number: 4, status: 'building', known: 0 },
    { ...stream, number: 5, status: 'ready', known: 0, doubted: true },
  ]);
  const batch = { workspace: shop.number, status: 'landed' as const };
  await database.insert(schema.ingestionBatch).values([
    { ...batch, number: 1, origin: 'a', landedAt: minutesAgo(60) },
    { ...batch, number: 2, origin: 'b', landedAt: minutesAgo(20) },
    { ...batch, number: 3, origin: 'c', landedAt: minutesAgo(1) },
  ]);
  expect(await valueOf('cutline_streams_behind')).toBe(1);
  expect(await valueOf('cutline_streams_behind_seconds')).toBeCloseTo(20 * 60, -2);
  const states = (await valuesOf('cutline_streams')).map(({ labels, value }) => [labels['state'], value]);
  expect(Object.fromEntries(states)).toEqual({ building: 1, ready: 3, doubted: 1 });
});

it('counts runs and batches that end while it looks', async () => {
  const run = { workspaceId: shop.id, trigger: 'manual' as const, asOf: new Date(), known: 0 };
  await database.insert(schema.workspaceCounter).values({ workspace: shop.number, lastRun: 2, lastBatch: 3 });
  await database.insert(schema.run).values([
    { ...run, number: 1, status: 'completed', finishedAt: new Date() },
    { ...run, number: 2, status: 'running', scope: 'due', startedAt: minutesAgo(2) },
  ]);
  expect(await valueOf('cutline_run_running_seconds')).toBeCloseTo(120, -1);
  const completed = { labels: { workspace: shop.number, scope: 'full', status: 'completed' }, value: 1 };
  expect(await valuesOf('cutline_runs_total')).toEqual([completed]);
  await database.execute(sql`UPDATE run SET status = 'failed', finished_at = now() WHERE number = 2`);
  const failed = { labels: { workspace: shop.number, scope: 'due', status: 'failed' }, value: 1 };
  expect(await valuesOf('cutline_runs_total')).toEqual([completed, failed]);
  expect(await valueOf('cutline_run_running_seconds')).toBeUndefined();
  await database.execute(sql`UPDATE workspace_counter SET last_batch = 4`);
  const batch = { workspace: shop.number, number: 4, origin: 'd', status: 'landed' as const, events: 12 };
  await database.insert(schema.ingestionBatch).values(batch);
  expect(await valueOf('cutline_batches_landed_total')).toBe(4);
  expect(await valueOf('cutline_events_landed_total')).toBe(12);
});

it('looks once for scrapes that come together or soon after one another', async () => {
  let looks = 0;
  const counting = { name: 'counting', read: async () => void looks++, forget: () => {} };
  const looking = new StoreReadings(connectPostgres(own.url, 1), [counting]);
  await Promise.all([looking.refresh(), looking.refresh()]);
  await looking.refresh();
  await looking.close();
  expect(looks).toBe(1);
});

it('forgets what it cannot read, and says that it cannot', async () => {
  const away = readStores('postgres://nobody@127.0.0.1:9/nothing');
  await away.refresh();
  await away.close();
  expect((await registry.getSingleMetric('cutline_segments')!.get()).values).toEqual([]);
  const failures = (await registry.getSingleMetric('cutline_store_reading_failures_total')!.get()).values;
  expect(failures).toContainEqual(expect.objectContaining({ labels: { reading: 'freshness' }, value: 1 }));
});
