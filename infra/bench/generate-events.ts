import type { ClickHouseClient } from '@clickhouse/client';
import { asOf, workspace } from './story.ts';

/** What the generator made. */
export interface GeneratedShop {
  events: number;
  purchases: number;
  profiles: number;
  /** The last batch. */
  known: number;
}

const days = 730;
const eventsPerProfile = 50;
const eventsPerBatch = 10_000;
const eventsPerInsert = 1_000_000;

/**
 * Fills `events` and `identifiers` with a shop of two years, all of it computed by ClickHouse from the seed:
 * the same seed and size give the same rows. Visits come in bursts of four events; a few profiles make most of
 * them; people come and stop coming; one visit in eight falls on one of twelve sale days; 8 % are purchases;
 * 8 % of profiles are anonymous.
 */
export async function generateShop(client: ClickHouseClient, events: number, seed: number): Promise<GeneratedShop> {
  const profiles = Math.ceil(events / eventsPerProfile);
  const known = Math.ceil(events / eventsPerBatch);
  const shape = { workspace, seed, profiles, known, days, eventsPerBatch, start: asOf - days * 86_400_000 };
  const settings = { max_partitions_per_insert_block: '0', max_insert_threads: '1' };
  for (let first = 0; first < events; first += eventsPerInsert) {
    const count = Math.min(eventsPerInsert, events - first);
    const query_params = { ...shape, first, count };
    await client.command({ query: eventsSql, query_params, clickhouse_settings: settings });
  }
  await client.command({ query: identifiersSql, query_params: shape });
  await client.command({ query: 'OPTIMIZE TABLE events FINAL' });
  await client.command({ query: 'OPTIMIZE TABLE identifiers FINAL' });
  const counted = await client.query({
    query: `SELECT count() AS events, countIf(action = 'transaction.charge') AS purchases FROM events`,
    format: 'JSONEachRow',
  });
  const [row] = await counted.json<{ events: string; purchases: string }>();
  return { events: Number(row!.events), purchases: Number(row!.purchases), profiles, known };
}

/** A number in [0, 1) that depends on the seed, on what it is of, and on what it is for. */
const chance = (of: string, purpose: number): string =>
  `(bitShiftRight(sipHash64(${of}, {seed:UInt64}, ${purpose}), 11) / pow(2, 53))`;

const eventsSql = `INSERT INTO events
  (workspace, action, time, profile, message_id, received_at, batch, source, revenue, currency, order_id, products, parameters)
WITH
  intDiv(number, 4) AS visit,
  toUInt32(1 + (toUInt64(floor({profiles:UInt32} * pow(${chance('visit', 1)}, 2.5))) * 1000003) % {profiles:UInt32}) AS buyer,
  0.9 * {days:UInt32} * pow(${chance('buyer', 2)}, 2) AS came,
  least(toFloat64({days:UInt32}), came + 30 + 2 * {days:UInt32} * ${chance('buyer', 3)}) AS stayed,
  floor(${chance('visit', 4)} * 12) * ({days:UInt32} / 12) + 20 AS sale,
  if(${chance('visit', 5)} < 0.125 AND sale BETWEEN came AND stayed - 1, sale + ${chance('visit', 6)}, came + (stayed - came) * ${chance('visit', 7)}) AS day,
  least(toInt64(day * 86400000) + (number % 4) * 97000, toInt64({days:UInt32}) * 86400000 - 1) AS offset,
  ${chance('number', 8)} AS kind,
  multiIf(kind < 0.08, 'transaction.charge', kind < 0.6, 'page.visit', kind < 0.9, 'product.view', 'product.addToCart') AS what,
  kind < 0.08 AS bought
SELECT
  {workspace:UInt32},
  what,
  fromUnixTimestamp64Milli({start:Int64} + offset, 'UTC') AS at,
  buyer,
  concat('message-', toString(number)),
  at,
  1 + intDiv(number, {eventsPerBatch:UInt64}),
  'benchmark',
  if(bought, toDecimal64(toInt64(100 * exp(2 + 3 * (${chance('number', 9)} + ${chance('number', 10)}) / 2)), 4) / 100, NULL),
  if(bought, 'EUR', ''),
  if(bought, concat('order-', toString(number)), ''),
  [],
  if(bought, '{}', concat('{"path":"/', toString(sipHash64(number, {seed:UInt64}) % 500), '"}'))
FROM numbers({first:UInt64}, {count:UInt64})`;

const identifiersSql = `INSERT INTO identifiers (workspace, profile, kind, value, batch)
SELECT {workspace:UInt32}, toUInt32(number), if(${chance('number', 11)} >= 0.08, 'customId', 'anonymousId'), concat('C', toString(number)), 1 + number % {known:UInt64}
FROM numbers(1, {profiles:UInt64})`;
