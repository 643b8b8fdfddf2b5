import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateShop, type GeneratedShop } from '../generate-events.ts';
import type { Meter } from '../meter.ts';
import { checkByHand } from '../mix/check-by-hand.ts';
import { generateMix } from '../mix/generate-mix.ts';
import { clickHouseMeter } from '../stores/clickhouse-store.ts';
import { asOf } from '../story.ts';
import { findDifference, keepAnswer } from './compare-answers.ts';
import { arrived, refresh, slide } from './due-changes.ts';
import { DueRuns } from './due-runs.ts';

const seed = 3;
const mix = generateMix(20, seed);
/** Timelines are built and twenty segments computed several times. */
const patience = 180_000;

let database: TestClickHouse;
let client: ClickHouseClient;
let meter: Meter;
let shop: GeneratedShop;
let runs: DueRuns;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
  await migrateClickHouse(client);
  meter = clickHouseMeter(client);
  // The last batch is not full: new events have to come in others.
  shop = await generateShop(client, 25_000, seed);
  runs = new DueRuns(() => clickHouseMeter(client), mix, shop.known);
  await runs.publishAll();
}, patience);
afterAll(async () => {
  await client.close();
  await database.drop();
});

// In this order: new events stay in the shop.
it.each([slide, refresh])(
  '$part: what is due comes to what a full run comes to, and to what queries by hand find',
  async (change) => {
    const clock = await change.happen(client, shop, seed);
    const full = await runs.run('full', clock);
    await keepAnswer(meter, full.run);
    const wrong = await checkByHand(meter, mix.segments.slice(0, 8), runs.documents, { ...clock, run: full.run });
    expect(wrong).toBeUndefined();

    const due = await runs.run('due', clock);
    expect(await findDifference(meter, due.run, mix.segments)).toBeUndefined();
    expect(due.values).toEqual(full.values);
    expect(full.whole.size).toBe(mix.segments.length);
    expect(due.whole.size).toBeLessThan(full.whole.size);
    if (change === refresh) {
      const live = await runs.run('live', clock);
      const comparable = runs.comparable(full.values, clock);
      expect(comparable.length).toBeGreaterThan(5);
      expect(comparable.length).toBeLessThan(mix.segments.length);
      expect(await findDifference(meter, live.run, comparable)).toBeUndefined();
      await runs.run('due', clock);
    }
    const { profiles, behind } = await runs.looked(clock);
    expect(profiles).toBeGreaterThan(0);
    expect(profiles).toBeLessThan(shop.profiles);
    expect(behind).toBe(change === refresh ? runs.streams : 0);

    // Who entered or left is no member as before, and what is there then is not what was found.
    const changed = full.segments.reduce((sum, { entered, left }) => sum + Number(entered) + Number(left), 0);
    expect(changed).toBeGreaterThan(0);
    await runs.putBack();
    expect(await findDifference(meter, due.run, mix.segments)).toMatch(
      /^the (members|entries|exits) .* differ by \d+ profiles$/,
    );
  },
  patience,
);

it('new events come in batches of their own, on the day before the next run', async () => {
  const [found] = await meter.rows(
    `SELECT toUInt32(count()) AS events, toUInt32(uniqExact(batch)) AS batches, toUInt32(max(batch)) AS last,
       min(toUnixTimestamp64Milli(time)) >= {begin:Int64} AND max(toUnixTimestamp64Milli(time)) < {end:Int64} AS fits
     FROM events WHERE batch > {known:UInt64}`,
    { known: shop.known, begin: asOf + arrived.after - arrived.span, end: asOf + arrived.after },
  );
  expect(found).toEqual({
    events: arrived.events,
    batches: arrived.batches,
    last: shop.known + arrived.batches,
    fits: 1,
  });
});
