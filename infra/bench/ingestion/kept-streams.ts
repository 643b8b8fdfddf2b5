import { setTimeout as wait } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { hasAliases, knownBatch, schema, type Database } from '@cutline/postgres';
import type { Definition } from '@cutline/segment-definition';
import { streamsOf } from '@cutline/segment-sql';
import { differencesOfTimelines } from '@cutline/test-kill/compare-timelines';
import { addBatches } from '@cutline/worker/add-batches';

type Stores = { database: Database; clickhouse: ClickHouseClient };

/** Streams of a workspace to which what lands is added as runs do it. */
export interface KeptStreams {
  /** Adds what has landed to all; returns up to which batch they are complete. */
  addAll(): Promise<number>;
  /** Where a timeline is not what its events give; empty if all are right. */
  differences(): Promise<string[]>;
  /** Profiles and days that all timelines hold. */
  size(): Promise<{ profiles: number; events: number }>;
}

/** Beyond the numbers of runs: under it a run would note whose timelines are in doubt. Nobody's are, as nobody is merged here. */
const firstRun = 2 ** 40;

/** The name of an action: as many as there are streams. */
export function actionOf(stream: number): string {
  return `bench.${stream}`;
}

/**
 * Makes streams of actions of which nothing has landed yet: every other one counts, the others add a number up too. The workspace is the only one.
 *
 * @param workspaceId its id
 */
export async function keepStreams(
  { database, clickhouse }: Stores,
  workspaceId: string,
  streams: number,
): Promise<KeptStreams> {
  const workspaces = await database.select().from(schema.workspace);
  const { number, timeZone, currency } = workspaces.find(({ id }) => id === workspaceId)!;
  const definitions = new Map(Array.from({ length: streams }, (_, index) => [String(index), aggregateOf(index)]));
  const documents = streamsOf(definitions, { asOf: Date.now(), timeZone, hasRates: false });
  const known = await knownBatch(database, number);
  const readyAt = new Date();
  const state = { known, timeZone, currency, zoneData: schema.zoneData, parts: 1, partsDone: 1 };
  await database.insert(schema.stream).values(
    documents.map((document, index) => ({
      ...{ ...state, workspaceId, number: 1_000 + index, document },
      ...{ status: 'ready' as const, readyAt, usedAt: readyAt },
    })),
  );
  const rows = () => database.select().from(schema.stream).orderBy(schema.stream.number);
  let pass = 0;

  return {
    async addAll() {
      const upTo = await knownBatch(database, number);
      pass += 1;
      const streams = (await rows()).map((row) => row.number);
      const queryPrefix = `bench-${workspaceId}-${pass}-`;
      await addBatches(
        { database, clickhouse },
        { workspaceId, streams, run: firstRun + pass, known: upTo, queryPrefix },
      );
      return upTo;
    },
    async differences() {
      const found: string[] = [];
      for (const row of await rows()) {
        const aliases = await hasAliases(database, number, row.known);
        found.push(...(await differencesOfTimelines(clickhouse, number, row, aliases)));
      }
      return found;
    },
    async size() {
      const result = await clickhouse.query({
        query: `SELECT uniqExact(bitAnd(stream, 0x7fffffff), profile) AS profiles, sum(arraySum(daysMap.events)) AS events
          FROM timelines WHERE workspace = {number:UInt32} AND stream >= 1000`,
        query_params: { number },
        format: 'JSONEachRow',
      });
      const [row] = await result.json<{ profiles: string; events: string }>();
      return { profiles: Number(row!.profiles), events: Number(row!.events) };
    },
  };
}

/** Adds again and again until `over` says that it is enough: every so many milliseconds, or where that is 0 without a pause. Returns how many times. */
export async function addUntil(streams: KeptStreams, over: () => boolean, every: number): Promise<number> {
  let passes = 0;
  for (;;) {
    const since = performance.now();
    while (!over() && performance.now() - since < every) await wait(20);
    if (over()) return passes;
    await streams.addAll();
    passes += 1;
  }
}

function aggregateOf(index: number): Definition {
  return {
    formatVersion: 2,
    kind: 'aggregate',
    name: `Stream ${index}`,
    actions: [actionOf(index)],
    window: { type: 'last', count: 365, unit: 'day' },
    aggregator: index % 2 === 0 ? { type: 'count' } : { type: 'sum', parameter: { name: 'shipping', type: 'number' } },
  };
}
