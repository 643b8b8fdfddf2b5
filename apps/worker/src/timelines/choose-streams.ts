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
  const { database, clickhouse } = stores;
  const wanted = new Set(streamsOf(definitions, { ...workspace, ...clock }).map(streamKey));
  const chosen: RunStream[] = [];
  for (const row of await streamsOfWorkspace(stores, workspace)) {
    if (row.status === 'building') continue;
    if (!isSound(row, workspace)) {
      await dropStream(stores, workspace, row.number);
      continue;
    }
    // What is asked of an earlier batch than those that a stream holds, or may hold, is read from events.
    const reach = row.adding ?? row.known;
    if (!wanted.has(streamKey(row.document as Stream)) || reach > clock.known) {
      const unused = Date.now() - (row.usedAt ?? row.createdAt).getTime();
      if (unused > keptFor * 86_400_000) await dropStream(stores, workspace, row.number);
      continue;
    }
    const state = stateOf(workspace, row, {
      known: clock.known,
      hasAliases: await hasAliases(database, workspace.number, clock.known),
    });
    const { sql, params } = compileBusy(state, clock.asOf);
    const result = await clickhouse.query({
      query: sql,
      query_params: params,
      format: 'JSONEachRow',
      clickhouse_settings: tagged({ feature: 'timelines', step: 'busy', workspace: workspace.number }),
    });
    const [found] = await result.json<{ busy: number }>();
    chosen.push({ number: row.number, document: row.document, known: row.known, quiet: found!.busy === 0 });
  }
  const numbers = chosen.map(({ number }) => number);
  if (numbers.length > 0)
    await database
      .update(streamTable)
      .set({ usedAt: new Date() })
      .where(and(eq(streamTable.workspaceId, workspace.id), inArray(streamTable.number, numbers)));
  return chosen;
}

/** Streams that definitions could be read from, which would pay and are not there yet. */
export async function missingStreams(
  stores: Stores,
  workspace: Workspace,
  definitions: Definitions,
  clock: Pick<Clock, 'asOf' | 'hasRates'>,
): Promise<Stream[]> {
  const rows = await streamsOfWorkspace(stores, workspace);
  const there = new Set(rows.filter((row) => isSound(row, workspace)).map((row) => streamKey(row.document as Stream)));
  const missing = streamsOf(definitions, { ...workspace, ...clock }).filter((stream) => !there.has(streamKey(stream)));
  // Those without a filter serve most.
  const ordered = missing.toSorted((one, other) => Number(one.filter !== null) - Number(other.filter !== null));
  const paying: Stream[] = [];
  for (const stream of ordered.slice(0, most - there.size))
    if ((await countEvents(stores, workspace, stream)) >= (stores.timelinesFrom ?? defaultLeast)) paying.push(stream);
  return paying;
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

async function countEvents({ clickhouse }: Stores, workspace: Workspace, { actions }: Stream): Promise<number> {
  const result = await clickhouse.query({
    query: `SELECT count() AS events FROM ${tables.events} WHERE workspace = {workspace:UInt32} AND action IN {actions:Array(String)}`,
    query_params: { workspace: workspace.number, actions },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'timelines', step: 'count events', workspace: workspace.number }),
  });
  const [row] = await result.json<{ events: string }>();
  return Number(row!.events);
}
