import { and, eq, inArray } from 'drizzle-orm';
import { tables, tagged } from '@cutline/clickhouse';
import { hasAliases, schema, type RunStream } from '@cutline/postgres';
import type { Definitions } from '@cutline/segment-definition';
import { compileBusy, streamKey, streamsOf, type Evaluation, type Stream } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import type { Workspace } from '../find-workspace.ts';
import { dropStream, stateOf, zoneData, type StreamRow } from './stream-state.ts';

/** Of so few events a run's own scan is as quick. */
const defaultLeast = 200_000;
/** Streams of a workspace. */
const most = 64;
/** A stream that no run reads is kept so long, in days. */
const keptFor = 7;

const { stream: streamTable } = schema;

type Clock = Pick<Evaluation, 'asOf' | 'known' | 'hasRates'>;
type Stores = Pick<Dependencies, 'database' | 'clickhouse' | 'timelinesFrom'>;

/** The streams that a run reads; forgets those that are of no use any more. Only runs call it, which follow one another. */
export async function chooseStreams(
  stores: Stores,
  workspace: Workspace,
  definitions: Definitions,
  clock: Clock,
): Promise<RunStream[]> {
  const { database } = stores;
  const wanted = new Set(streamsOf(definitions, { ...workspace, ...clock }).map(streamKey));
  const chosen: StreamRow[] = [];
  for (const row of await streamsOfWorkspace(stores, workspace)) {
    if (row.status === 'building') continue;
    // What is asked of an earlier batch than those that a stream holds, or may hold, is read from events.
    const reach = row.adding ?? row.known;
    if (!isSound(row, workspace)) await dropStream(stores, workspace, row.number);
    else if (wanted.has(streamKey(row.document as Stream)) && reach <= clock.known) chosen.push(row);
    else if (Date.now() - (row.usedAt ?? row.createdAt).getTime() > keptFor * 86_400_000)
      await dropStream(stores, workspace, row.number);
  }
  if (chosen.length === 0) return [];
  const numbers = chosen.map(({ number }) => number);
  await database
    .update(streamTable)
    .set({ usedAt: new Date() })
    .where(and(eq(streamTable.workspaceId, workspace.id), inArray(streamTable.number, numbers)));
  const busy = await busyStreams(stores, workspace, chosen, clock);
  return chosen.map(({ number, document, known }) => ({ number, document, known, quiet: !busy.has(number) }));
}

/** Numbers of the streams of which an event lies on the day of `asOf` at or after it. Mostly none does: one question answers for all. */
async function busyStreams(
  { database, clickhouse }: Stores,
  workspace: Workspace,
  rows: StreamRow[],
  { known, asOf }: Clock,
): Promise<Set<number>> {
  const clock = { known, hasAliases: await hasAliases(database, workspace.number, known) };
  const isBusy = async (row: StreamRow, document: Stream): Promise<boolean> => {
    const { sql, params } = compileBusy(stateOf(workspace, { ...row, document }, clock), asOf);
    const result = await clickhouse.query({
      query: sql,
      query_params: params,
      format: 'JSONEachRow',
      clickhouse_settings: tagged({ feature: 'timelines', step: 'busy', workspace: workspace.number }),
    });
    const [found] = await result.json<{ busy: number }>();
    return found!.busy > 0;
  };
  const actions = [...new Set(rows.flatMap(({ document }) => (document as Stream).actions))].sort();
  const busy = new Set<number>();
  if (await isBusy(rows[0]!, { actions, filter: null, value: null }))
    for (const row of rows) if (await isBusy(row, row.document as Stream)) busy.add(row.number);
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
  // One that is being built counts as missing: should its build have ended, another begins.
  const sound = rows.filter((row) => row.status === 'ready' && isSound(row, workspace));
  const there = new Set(sound.map((row) => streamKey(row.document as Stream)));
  const missing = streamsOf(definitions, { ...workspace, ...clock }).filter((stream) => !there.has(streamKey(stream)));
  if (missing.length === 0) return [];
  const least = stores.timelinesFrom ?? defaultLeast;
  const events = await countEvents(stores, workspace, [...new Set(missing.flatMap(({ actions }) => actions))].sort());
  return (
    missing
      .filter(({ actions }) => actions.reduce((sum, action) => sum + (events.get(action) ?? 0), 0) >= least)
      // Those without a filter serve most.
      .toSorted((one, other) => Number(one.filter !== null) - Number(other.filter !== null))
      .slice(0, Math.max(0, most - there.size))
  );
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
