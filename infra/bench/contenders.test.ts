import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findMistake, rightAnswer } from './answer.ts';
import { cutline } from './cutline.ts';
import { fused } from './fused.ts';
import { generateShop } from './generate-events.ts';
import { leafQueries } from './leaf-queries.ts';
import { createMeter } from './meter.ts';
import { naive } from './naive.ts';
import { asOf, asOfBefore } from './story.ts';

let database: TestClickHouse;
let client: ClickHouseClient;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
  await migrateClickHouse(client);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

it('every contender gives the right answer, and a wrong one is found', async () => {
  const { known, purchases } = await generateShop(client, 20_000, 7);
  expect(purchases / 20_000).toBeCloseTo(0.08, 1);
  const right = { before: await rightAnswer(client, asOfBefore), after: await rightAnswer(client, asOf) };
  for (const contender of [cutline, fused, naive, leafQueries]) {
    const { evaluate, prepare, stored, tables } = contender;
    for (const query of tables) await client.command({ query });
    await prepare?.(client, known);
    const meter = createMeter(client);
    await evaluate(meter, { asOf: asOfBefore, known, run: 1, previousRun: 0 });
    const lines = await evaluate(meter, { asOf, known, run: 2, previousRun: 1 });
    expect(await findMistake(client, stored!, 2, lines!, right), contender.name).toBeUndefined();
    expect(await findMistake(client, stored!, 1, lines!, right), contender.name).toMatch(/segment/);
    expect(await findMistake(client, stored!, 2, { ...lines!, heavy: '0.5' }, right), contender.name).toMatch(
      /heavy line/,
    );
  }
});
