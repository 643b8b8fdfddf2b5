import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerAt, findMistake, rightAnswer } from './answer.ts';
import { cutline, storedMembers } from './cutline.ts';
import { digestColumns, digestOf, type DigestRow } from './digest.ts';
import { fused } from './fused.ts';
import { generateShop, type GeneratedShop } from './generate-events.ts';
import { buildTimelines, readStreams, timelinesOf } from './keep-timelines.ts';
import { leafQueries } from './leaf-queries.ts';
import { digestByHand } from './mix/by-hand.ts';
import { generateMix } from './mix/generate-mix.ts';
import { naive } from './naive.ts';
import { runPlan } from './run-plan.ts';
import { duckdb, postgres } from './sql-rival.ts';
import { clickHouseMeter } from './stores/clickhouse-store.ts';
import { openDuckDb } from './stores/duckdb-store.ts';
import { exportShop } from './stores/export-shop.ts';
import { openPostgres } from './stores/postgres-store.ts';
import type { Store } from './stores/store.ts';
import { asOf, asOfBefore, workspace } from './story.ts';

let database: TestClickHouse;
let client: ClickHouseClient;
let folder: string;
const others: Store[] = [];
let shop: GeneratedShop;
/** Three engines are started and asked one after the other. */
const patience = 180_000;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
  await migrateClickHouse(client);
  folder = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
  // PostgreSQL may run as somebody else, who has to reach its files.
  chmodSync(folder, 0o711);
  shop = await generateShop(client, 20_000, 7);
  const exported = (format: 'Parquet' | 'CSV') =>
    exportShop(client, join(folder, format), { format, purchasesOnly: false });
  others.push(await openDuckDb(folder, await exported('Parquet'), { native: true }));
  others.push(await openPostgres(folder, await exported('CSV')));
}, patience);
afterAll(async () => {
  for (const other of others) await other.stop();
  rmSync(folder, { recursive: true, force: true });
  await client.close();
  await database.drop();
});

it(
  'every contender gives the right answer, and a wrong one is found',
  async () => {
    const { known, profiles, purchases } = shop;
    expect(purchases / 20_000).toBeCloseTo(0.08, 1);
    const right = rightAnswer(await answerAt(client, profiles, asOfBefore), await answerAt(client, profiles, asOf));
    expect(right.entered[1].profiles + right.left[1].profiles).toBeGreaterThan(0);
    const meters = {
      clickhouse: clickHouseMeter(client),
      duckdb: others[0]!.createMeter(),
      postgres: others[1]!.createMeter(),
    };
    for (const contender of [cutline, fused, naive, leafQueries, duckdb, postgres]) {
      const { evaluate, cleanUp, prepare, store, stored, tables } = contender;
      const meter = meters[store];
      for (const query of tables) await meter.command(query);
      await prepare?.(meter, known);
      const before = { asOf: asOfBefore, known, run: 1, previousRun: 0 };
      await evaluate(meter, before);
      await cleanUp?.(meter, before);
      const lines = await evaluate(meter, { asOf, known, run: 2, previousRun: 1 });
      expect(await findMistake(meter, stored!, 2, lines!, right), contender.name).toBeUndefined();
      expect(await findMistake(meter, stored!, 1, lines!, right), contender.name).toMatch(/segment/);
      expect(await findMistake(meter, stored!, 2, { ...lines!, heavy: '0.5' }, right), contender.name).toMatch(
        /heavy line/,
      );
    }
  },
  patience,
);

it(
  'a mix has the members that queries by hand find, however its segments are run',
  async () => {
    const { known } = shop;
    const meter = clickHouseMeter(client);
    const mix = generateMix(20, 3);
    const documents = new Map([...mix.definitions].map(([id, { document }]) => [id, document]));
    const timelines = timelinesOf(mix.definitions, known, 1_000);
    await buildTimelines(meter, timelines);
    const streams = await readStreams(meter, asOf, { definitions: mix.definitions, ...timelines });
    expect(streams.size).toBeGreaterThan(2);
    await runPlan(meter, { definitions: mix.definitions, asOf, known, run: 100, streams });
    const sizes = new Set<number>();
    for (const segment of mix.segments.slice(0, 8)) {
      const [stored] = await meter.rows<DigestRow>(`SELECT ${digestColumns} FROM (${storedMembers})`, {
        workspace,
        segment,
        run: 100,
      });
      const [due] = await meter.rows<DigestRow>(digestByHand(segment, documents, { asOf }), { workspace, known });
      expect(digestOf(stored), segment).toEqual(digestOf(due));
      sizes.add(digestOf(due).profiles);
    }
    expect(sizes.size).toBeGreaterThan(3);
  },
  patience,
);
