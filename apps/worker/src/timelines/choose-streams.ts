import { and, eq, inArray } from 'drizzle-orm';
import { tables, tagged } from '@cutline/clickhouse';
import { hasAliases, schema, type RunStream } from '@cutline/postgres';
import type { Definitions } from '@cutline/segment-definition';
import {
  compileBusy,
  streamKey,
  streamsOf,
  tailOf,
  type Evaluation,
  type StoredStream,
  type Stream,
} from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import type { Workspace } from '../find-workspace.ts';
import { dropStream, stateOf, type StreamRow } from './stream-state.ts';

/** Live runs, which look for single profiles, are quicker with timelines from some ten thousand events on. */
const defaultLeast = 10_000;
/** Full runs are from some two hundred thousand on. Streams of fewer leave places to those of more that come later. */
const manyEvents = 200_000;
const placesOfMany = 16;
/** Of a workspace. */
const mostStreams = 64;
/** A tail has no more rows than this, or than one for so many profiles: what it has of somebody has to be put together whenever everybody's timelines are read. */
const leastTail = 100_000;
const profilesOfTail = 4;
/** A stream that no run reads is kept so long, in days. */
const keptFor = 7;

const { stream: streamTable, workspaceCounter, zoneData } = schema;

type Clock = Pick<Evaluation, 'asOf' | 'known' | 'hasRates'>;
type Stores = Pick<Dependencies, 'database' | 'clickhouse' | 'timelinesFrom'>;

/**
 * The streams that a run reads; forgets those that are of no use any more. Only runs call it, which follow one another, while nobody adds to timelines: until it is
 * recorded what they read.
 */
export async function chooseStreams(
  stores: Stores,
  workspace: Workspace,
  definitions: Definitions,
  clock: Clock,
): Promise<RunStream[]> {
  const { database } = stores;
  const wanted = new Set(streamsOf(definitions, { ...workspace, ...clock }).map(streamKey));
  const rows = (await streamsOfWorkspace(stores, workspace)).filter(({ status }) => status === 'ready');
  const usable = rows.filter((row) => isSound(row, workspace) && reachOf(row) <= clock.known);
  const newest = new Map(usable.map((row) => [keyOf(row), row.number]));
  const chosen: StreamRow[] = [];
  for (const row of rows) {
    const isSuperseded = row.number < (newest.get(keyOf(row)) ?? 0);
    if (newest.get(keyOf(row)) === row.number && wanted.has(keyOf(row))) chosen.push(row);
    else if (!isSound(row, workspace) || isSuperseded || isUnused(row)) await dropStream(stores, workspace, row.number);
  }
  if (chosen.length === 0) return [];
  const numbers = chosen.map(({ number }) => number);
  await database
    .update(streamTable)
    .set({ usedAt: new Date() })
    .where(and(eq(streamTable.workspaceId, workspace.id), inArray(streamTable.number, numbers)));
  const stored = await describeStreams(stores, workspace, chosen, clock);
  return stored.map(({ stream, ...each }) => ({ ...each, document: stream }));
}

/** The streams that are sound and hold nothing later than a clock, as they stand: batches may be missing, and merges. Only while nobody adds to them. */
export async function streamsAsTheyAre(
  stores: Stores,
  workspace: Workspace,
  definitions: Definitions,
  clock: Clock,
): Promise<StoredStream[]> {
  const wanted = new Set(streamsOf(definitions, { ...workspace, ...clock }).map(streamKey));
  const rows = (await streamsOfWorkspace(stores, workspace)).filter(
    (row) =>
      row.status === 'ready' &&
      row.adding === null &&
      row.known <= clock.known &&
      isSound(row, workspace) &&
      wanted.has(keyOf(row)),
  );
  return describeStreams(stores, workspace, rows, clock);
}

/** Whether a workspace has any streams. */
export async function hasStreams({ database }: Pick<Stores, 'database'>, workspace: Workspace): Promise<boolean> {
  const its = eq(streamTable.workspaceId, workspace.id);
  return (await database.select({ number: streamTable.number }).from(streamTable).where(its).limit(1)).length > 0;
}

/** Whether no run read a stream for a while. */
function isUnused({ usedAt, createdAt }: StreamRow): boolean {
  return Date.now() - (usedAt ?? createdAt).getTime() > keptFor * 86_400_000;
}

function keyOf({ document }: StreamRow): string {
  return streamKey(document as Stream);
}

/** The last batch that a stream holds, or may hold: what is asked of an earlier one is read from events. */
function reachOf({ adding, known }: StreamRow): number {
  return adding ?? known;
}

async function describeStreams(
  stores: Stores,
  workspace: Workspace,
  rows: StreamRow[],
  clock: Clock,
): Promise<StoredStream[]> {
  const busy = await busyStreams(stores, workspace, rows, clock);
  return rows.map(({ number, document, known, tailEvents }) => ({
    number,
    stream: document as Stream,
    known,
    hasTail: tailEvents > 0,
    quiet: !busy.has(number),
  }));
}

/** Numbers of the streams of which an event lies on the day of `asOf` at or after it. */
async function busyStreams(
  { database, clickhouse }: Stores,
  workspace: Workspace,
  rows: StreamRow[],
  { known, asOf }: Clock,
): Promise<Set<number>> {
  const [first, ...others] = rows;
  if (!first) return new Set();
  const clock = { known, hasAliases: await hasAliases(database, workspace.number, known) };
  const statements = compileBusy(
    [stateOf(workspace, first, clock), ...others.map((row) => stateOf(workspace, row, clock))],
    asOf,
  );
  const busy = new Set<number>();
  for (const { sql, params } of statements) {
    const result = await clickhouse.query({
      query: sql,
      query_params: params,
      format: 'JSONEachRow',
      clickhouse_settings: tagged({ feature: 'timelines', step: 'busy', workspace: workspace.number }),
    });
    for (const { stream } of await result.json<{ stream: number }>()) busy.add(stream);
  }
  return busy;
}

/** Streams that definitions could be read from, which would pay and are not there yet. */
export async function missingStreams(
  stores: Stores,
  workspace: Workspace,
  definitions: Definitions,
  clock: Pick<Clock, 'asOf' | 'hasRates'>,
): Promise<Stream[]> {
  const rows = await streamsOfWorkspace(stores, workspace);
  // One that is being built counts as missing: should its build have ended, another begins. One whose tail grew is built anew beside.
  const ready = rows.filter((row) => row.status === 'ready' && isSound(row, workspace));
  const grown = await grownTails(stores, workspace, ready);
  const sound = ready.filter(({ number }) => !grown.has(number));
  const there = new Set(sound.map((row) => streamKey(row.document as Stream)));
  const missing = streamsOf(definitions, { ...workspace, ...clock }).filter((stream) => !there.has(streamKey(stream)));
  if (missing.length === 0) return [];
  const least = stores.timelinesFrom ?? defaultLeast;
  const counts = await countEvents(stores, workspace, [...new Set(missing.flatMap(({ actions }) => actions))].sort());
  const counted = missing
    .map((stream) => ({ stream, events: stream.actions.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0) }))
    .filter(({ events }) => events >= least);
  return chooseFrom(counted, there.size);
}

/** The streams to be built, beside so many that are there: those without a filter serve most, and those of many events save most. */
export function chooseFrom(missing: readonly { stream: Stream; events: number }[], there: number): Stream[] {
  const inOrder = missing.toSorted(
    (one, other) =>
      Number(one.stream.filter !== null) - Number(other.stream.filter !== null) || other.events - one.events,
  );
  const chosen: Stream[] = [];
  for (const { stream, events } of inOrder) {
    const places = mostStreams - (events < manyEvents ? placesOfMany : 0);
    if (there + chosen.length < places) chosen.push(stream);
  }
  return chosen;
}

/** Streams whose tails have too many rows. How many events were added says only whether it is worth asking. */
async function grownTails(
  { clickhouse, database }: Stores,
  workspace: Workspace,
  rows: StreamRow[],
): Promise<Set<number>> {
  const asked = rows.filter(({ tailEvents }) => tailEvents > leastTail).map(({ number }) => number);
  if (asked.length === 0) return new Set();
  const most = Math.max(leastTail, (await lastProfile({ database }, workspace)) / profilesOfTail);
  const result = await clickhouse.query({
    query: `SELECT stream, count() AS rows FROM ${tables.timelines}
      WHERE workspace = {workspace:UInt32} AND stream IN {tails:Array(UInt32)} GROUP BY stream`,
    query_params: { workspace: workspace.number, tails: asked.map(tailOf) },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'timelines', step: 'count tails', workspace: workspace.number }),
  });
  const counted = new Map(
    (await result.json<{ stream: number; rows: string }>()).map((row) => [row.stream, Number(row.rows)]),
  );
  return new Set(asked.filter((number) => (counted.get(tailOf(number)) ?? 0) > most));
}

async function lastProfile({ database }: Pick<Stores, 'database'>, { number }: Workspace): Promise<number> {
  const [counter] = await database
    .select({ last: workspaceCounter.lastProfile })
    .from(workspaceCounter)
    .where(eq(workspaceCounter.workspace, number));
  return counter?.last ?? 0;
}

async function streamsOfWorkspace({ database }: Stores, workspace: Workspace): Promise<StreamRow[]> {
  return database
    .select()
    .from(streamTable)
    .where(eq(streamTable.workspaceId, workspace.id))
    .orderBy(streamTable.number);
}

/** Whether what a stream holds is what events say, by the settings and the time zones of today. */
function isSound(row: StreamRow, { timeZone, currency }: Workspace): boolean {
  return !row.doubted && row.timeZone === timeZone && row.currency === currency && row.zoneData === zoneData;
}

async function countEvents(
  { clickhouse }: Stores,
  workspace: Workspace,
  actions: string[],
): Promise<Map<string, number>> {
  const result = await clickhouse.query({
    query: `SELECT action, count() AS events FROM ${tables.events}
      WHERE workspace = {workspace:UInt32} AND action IN {actions:Array(String)} GROUP BY action`,
    query_params: { workspace: workspace.number, actions },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'timelines', step: 'count events', workspace: workspace.number }),
  });
  const rows = await result.json<{ action: string; events: string }>();
  return new Map(rows.map(({ action, events }) => [action, Number(events)]));
}
