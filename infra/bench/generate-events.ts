import type { ClickHouseClient } from '@clickhouse/client';
import { monthsBetween } from './months-between.ts';
import { asOf, workspace } from './story.ts';

/** What the generator made. */
export interface GeneratedShop {
  events: number;
  purchases: number;
  profiles: number;
  /** The last batch. */
  known: number;
  /** How long it took. */
  milliseconds: number;
  /** Of the events, on disk, with indexes. */
  bytes: number;
}

const days = 730;
const eventsPerProfile = 50;
const eventsPerBatch = 10_000;
const eventsPerVisit = 4;
/** Rows that are sorted in memory at a time. */
const eventsPerPart = 8_000_000;
/** Pages of the shop: a visit that is no purchase is of one of them. */
const pages = 500;
/** Statements at a time: each computes, sorts and writes on one core. */
const lanes = 2;

/**
 * Fills `events` and `identifiers` with a shop of two years, all of it computed by ClickHouse from the seed: the same seed and size give the
 * same rows. The shop grows to three times its size; months come in their order, and batches with them. Visits come in bursts of four
 * events; a few profiles make most of them; people come and stop coming; in every other month an eighth of the visits falls on one sale day;
 * 8 % of events are purchases; 8 % of profiles are anonymous.
 */
export async function generateShop(client: ClickHouseClient, events: number, seed: number): Promise<GeneratedShop> {
  const begun = performance.now();
  const profiles = Math.ceil(events / eventsPerProfile);
  const known = Math.ceil(events / eventsPerBatch);
  const shape = { ...shapeOf(profiles, seed), known, events, eventsPerBatch, firstNumber: 0, firstBatch: 1 };
  const { start } = shape;
  await makePages(client);
  const waiting = [...monthsBetween(start, asOf, Math.ceil(events / eventsPerVisit))];
  const fill = async (): Promise<void> => {
    for (let month = waiting.shift(); month; month = waiting.shift()) {
      await client.command({
        query: eventsSql,
        query_params: { ...shape, ...month },
        clickhouse_settings: {
          max_threads: 1,
          max_insert_threads: '1',
          min_insert_block_size_rows: String(eventsPerPart),
          min_insert_block_size_bytes: '0',
        },
      });
      // One that is a single part already would be written again for nothing.
      if (month.visits * eventsPerVisit > eventsPerPart)
        await client.command({ query: `OPTIMIZE TABLE events PARTITION ${month.partition} FINAL` });
    }
  };
  await Promise.all(Array.from({ length: lanes }, fill));
  await dropPages(client);
  await client.command({ query: identifiersSql, query_params: shape });
  await client.command({ query: 'OPTIMIZE TABLE identifiers FINAL' });
  const counted = await client.query({
    query: `SELECT count() AS events, countIf(action = 'transaction.charge') AS purchases,
      (SELECT sum(bytes_on_disk) FROM system.parts WHERE database = currentDatabase() AND table = 'events' AND active) AS bytes
      FROM events`,
    format: 'JSONEachRow',
  });
  const [row] = await counted.json<Record<'events' | 'purchases' | 'bytes', string>>();
  return {
    events: Number(row!.events),
    purchases: Number(row!.purchases),
    bytes: Number(row!.bytes),
    profiles,
    known,
    milliseconds: performance.now() - begun,
  };
}

/** Events that come when the shop stands. */
export interface NewEvents {
  events: number;
  batches: number;
  /** When they happened: UTC milliseconds, half-open. */
  begin: number;
  end: number;
}

/**
 * Adds events of the shop's profiles to those that stand there, in batches after the last one, with the habits of the others.
 *
 * @returns the last batch now
 */
export async function addEvents(
  client: ClickHouseClient,
  shop: Pick<GeneratedShop, 'events' | 'profiles' | 'known'>,
  seed: number,
  { events, batches, begin, end }: NewEvents,
): Promise<number> {
  const visit = Math.ceil(shop.events / eventsPerVisit);
  const firstNumber = visit * eventsPerVisit;
  await makePages(client);
  const query_params = {
    ...shapeOf(shop.profiles, seed),
    events: firstNumber + events,
    eventsPerBatch: Math.ceil(events / batches),
    firstNumber,
    firstBatch: shop.known + 1,
    visit,
    visits: Math.ceil(events / eventsPerVisit),
    begin,
    end,
    // There is none.
    sale: days,
  };
  await client.command({ query: eventsSql, query_params });
  await dropPages(client);
  return shop.known + batches;
}

const shapeOf = (profiles: number, seed: number) => ({
  workspace,
  seed,
  profiles,
  days,
  pages,
  eventsPerVisit,
  start: asOf - days * 86_400_000,
});

/** A JSON value is made once for each page: made for each event, it would take most of the time. */
async function makePages(client: ClickHouseClient): Promise<void> {
  await client.command({
    query: 'CREATE TABLE bench_pages (page UInt16, parameters JSON(max_dynamic_paths = 256)) ENGINE = Memory',
  });
  await client.command({ query: pagesSql, query_params: { pages } });
}

async function dropPages(client: ClickHouseClient): Promise<void> {
  await client.command({ query: 'DROP TABLE bench_pages' });
}

/** A number in [0, 1) that depends on the seed, on what it is of, and on what it is for. */
const chance = (of: string, purpose: number): string =>
  `(bitShiftRight(cityHash64(toUInt64(${of}), {seed:UInt64}, toUInt64(${purpose})), 11) / 9007199254740992)`;

/** A profile: of a few much more often than of the rest. */
const picked = (purpose: number): string => {
  const u = chance('visit', purpose);
  return `toUInt32(1 + (toUInt64(floor({profiles:UInt32} * ${u} * ${u} * sqrt(${u}))) * 1000003) % {profiles:UInt32})`;
};

/** Days from the start on which a profile comes for the first time, and from when on it stays away. */
const came = (of: string): string => `0.9 * {days:UInt32} * pow(${chance(of, 12)}, 2)`;
const stayed = (of: string): string => `(${came(of)} + 30 + 2 * {days:UInt32} * ${chance(of, 13)})`;
const isThere = (of: string): string => `day BETWEEN ${came(of)} AND ${stayed(of)}`;

const pagesSql = `INSERT INTO bench_pages
SELECT number, if(number = 0, '{}', concat('{"path":"/', toString(number), '"}')) FROM numbers({pages:UInt16} + 1)`;

/** Of a visit the day and whose it is are settled once; its events follow. */
const eventsSql = `INSERT INTO events
  (workspace, action, time, profile, message_id, received_at, batch, source, revenue, currency, order_id, products, parameters)
SELECT {workspace:UInt32}, action, at, buyer, concat('message-', toString(number)), at, batch, 'benchmark',
  if(page = 0, toDecimal64(toInt64(100 * exp(2 + 3 * (${chance('number', 9)} + ${chance('number', 10)}) / 2)), 4) / 100, NULL),
  if(page = 0, 'EUR', ''),
  if(page = 0, concat('order-', toString(number)), ''),
  [],
  bench_pages.parameters
FROM (
  SELECT visit * {eventsPerVisit:UInt8} + step AS number, buyer,
    {firstBatch:UInt64} + intDiv(number - {firstNumber:UInt64}, {eventsPerBatch:UInt64}) AS batch,
    ${chance('number', 8)} AS kind,
    multiIf(kind < 0.08, 'transaction.charge', kind < 0.6, 'page.visit', kind < 0.9, 'product.view', 'product.addToCart') AS action,
    toUInt16(if(kind < 0.08, 0, 1 + cityHash64(number, {seed:UInt64}) % {pages:UInt16})) AS page,
    fromUnixTimestamp64Milli(least({start:Int64} + toInt64(day * 86400000) + step * 97000, {end:Int64} - 1), 'UTC') AS at
  FROM (
    SELECT number AS visit,
      ({begin:Int64} - {start:Int64}) / 86400000 AS opens,
      ({end:Int64} - {begin:Int64}) / 86400000 AS length,
      opens + if({sale:Float64} < length AND ${chance('visit', 5)} < 0.125, {sale:Float64} + ${chance('visit', 6)} * least(1, length - {sale:Float64}), length * ${chance('visit', 7)}) AS day,
      ${picked(1)} AS first, ${picked(2)} AS second, ${picked(3)} AS third, ${picked(4)} AS stranger,
      multiIf(${isThere('first')}, first, ${isThere('second')}, second, ${isThere('third')}, third, stranger) AS buyer
    FROM numbers({visit:UInt64}, {visits:UInt64})
  )
  ARRAY JOIN arrayMap(step -> toUInt8(step), range({eventsPerVisit:UInt8})) AS step
  WHERE number < {events:UInt64}
) AS made ANY LEFT JOIN bench_pages ON made.page = bench_pages.page`;

const identifiersSql = `INSERT INTO identifiers (workspace, profile, kind, value, batch)
SELECT {workspace:UInt32}, toUInt32(number), if(${chance('number', 11)} >= 0.08, 'customId', 'anonymousId'), concat('C', toString(number)), 1 + number % {known:UInt64}
FROM numbers(1, {profiles:UInt64})`;
