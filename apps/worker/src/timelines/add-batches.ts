import { ApplicationFailure } from '@temporalio/common';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { tagged } from '@cutline/clickhouse';
import { hasAliases, schema, type Database } from '@cutline/postgres';
import {
  compileDoubtCount,
  compileDoubts,
  compileStreamDelete,
  compileStreamInserts,
  wholeStream,
  type Statement,
  type StreamPart,
  type StreamState,
} from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace, type Workspace } from '../find-workspace.ts';
import { whileLocked, type StillLocked } from '../ingestion/workspace-lock.ts';
import { ownQueries } from '../recompute-workspace/run-queries.ts';
import { profilesOfPart, stateOf, writeTimelines, type StreamRow } from './stream-state.ts';

/** With more profiles in doubt, streams are built anew beside. */
const doubtLimit = 1_000_000;
/** New rows that are made at once, about: events, for each stream. */
const rowsOfPart = 2_000_000;

type Stores = Pick<Dependencies, 'database' | 'clickhouse'>;

const { stream: streamTable } = schema;

/** A run that adds to streams. */
export interface Adding {
  workspaceId: string;
  /** Their numbers. */
  streams: number[];
  run: number;
  /** Up to which batch. */
  known: number;
  /** Begins the ids of its queries. */
  queryPrefix: string;
}

/**
 * Adds the batches up to `known` to streams, each event once, however often it was tried: what a try that was cut off may have added is not
 * looked for, but the timelines of all whom it may have touched are taken away and made anew from their events. So are those of profiles that
 * were merged or parted since. Nobody else writes to the streams meanwhile.
 *
 * @throws ApplicationFailure when a stream is gone, or too much of one is in doubt
 */
export async function addBatches(stores: Stores, adding: Adding): Promise<void> {
  const workspace = await findWorkspace(stores.database, adding.workspaceId);
  // A try that was given up may still be at it.
  await whileLocked(stores.database, 'timelines', workspace.number, (stillLocked) =>
    addWhileLocked(stores, workspace, adding, stillLocked),
  );
}

/** The same for whoever holds the lock of the workspace's timelines. */
export async function addWhileLocked(
  stores: Stores,
  workspace: Workspace,
  adding: Adding,
  stillLocked: StillLocked,
): Promise<void> {
  const { streams, known } = adding;
  const rows = await stores.database
    .select()
    .from(streamTable)
    .where(and(eq(streamTable.workspaceId, workspace.id), inArray(streamTable.number, streams)))
    .orderBy(streamTable.number);
  if (rows.length < streams.length)
    throw ApplicationFailure.nonRetryable('The stream does not exist (any more).', 'stream-missing');
  if (rows.some((row) => (row.adding ?? row.known) > known))
    throw ApplicationFailure.nonRetryable('Later batches were added meanwhile.', 'stream-ahead');
  const behind = rows.filter((row) => row.known < known || row.adding !== null);
  // To those that hold the same the same is added, by one statement.
  const groups = Map.groupBy(behind, (row) => `${row.known} ${row.adding !== null}`);
  for (const [first, ...others] of groups.values())
    await add(stores, workspace, [first!, ...others], adding, stillLocked);
}

async function add(
  { database, clickhouse }: Stores,
  workspace: Workspace,
  rows: [StreamRow, ...StreamRow[]],
  { run, known, queryPrefix }: Adding,
  stillLocked: StillLocked,
): Promise<void> {
  const [{ number, known: afterBatch, adding }] = rows;
  const its = and(
    eq(streamTable.workspaceId, workspace.id),
    inArray(
      streamTable.number,
      rows.map((row) => row.number),
    ),
  );
  const merged = await hasAliases(database, workspace.number, known);
  const clock = { known, hasAliases: merged };
  const states: [StreamState, ...StreamState[]] = [
    stateOf(workspace, rows[0], clock),
    ...rows.slice(1).map((row) => stateOf(workspace, row, clock)),
  ];
  const again = adding !== null;
  // Otherwise there is nobody to doubt.
  const mayDoubt = again || merged;
  const added = await countNew(database, workspace, { afterBatch, known });
  // What a try that was cut off sent may still be carried out; whoever has the lock has sent nothing yet.
  if (again) await killAdding(clickhouse, workspace.number);
  stillLocked();
  await database
    .update(streamTable)
    .set({ adding: known, tailEvents: sql`${streamTable.tailEvents} + ${added.events}` })
    .where(its);

  let ordinal = 0;
  const options = () => ({
    queryId: `${queryPrefix}${idPart}${number}-${(ordinal += 1)}-${Date.now().toString(36)}`,
    workspace: workspace.number,
  });
  const write = (step: string, statement: Statement) => {
    stillLocked();
    return writeTimelines(clickhouse, statement, { ...options(), step });
  };
  const insert = async (step: string, part: StreamPart) => {
    for (const statement of compileStreamInserts(states, part)) await write(step, statement);
  };
  if (mayDoubt) await write('doubts', compileDoubts(states, run, { afterBatch, again }));
  const doubted = mayDoubt ? await countDoubts() : 0;
  if (doubted > doubtLimit) {
    await database.update(streamTable).set({ doubted: true }).where(its);
    throw ApplicationFailure.nonRetryable(
      'Too many timelines are in doubt: they are built anew.',
      'timelines-in-doubt',
    );
  }
  if (doubted > 0) {
    await write('forget', compileStreamDelete(states, { run }));
    await insert('make anew', { ...wholeStream, doubted: { run, are: true } });
  }
  const others = doubted > 0 ? { doubted: { run, are: false } } : {};
  for (const part of partsOf(added, rows.length)) await insert('add', { ...part, afterBatch, ...others });
  // Whoever has the lock by now makes anew what was touched here.
  stillLocked();
  await database
    .update(streamTable)
    .set({ known, adding: null })
    .where(and(its, eq(streamTable.adding, known)));

  async function countDoubts(): Promise<number> {
    const { sql: query, params } = compileDoubtCount(states, run);
    const { queryId } = options();
    const result = await clickhouse.query({
      query,
      query_params: params,
      query_id: queryId,
      format: 'JSONEachRow',
      clickhouse_settings: tagged({ feature: 'timelines', step: 'count doubts', workspace: workspace.number }),
    });
    const [counted] = await result.json<{ profiles: string }>();
    return Number(counted!.profiles);
  }
}

/** Stands in the ids of queries that add to timelines, after what begins those of a run. */
const idPart = 'timelines-';

/** Ends whatever adds to timelines of a workspace. */
async function killAdding(clickhouse: Stores['clickhouse'], workspace: number): Promise<void> {
  await clickhouse.command({
    query: `KILL QUERY WHERE ${ownQueries} AND position(query_id, {part:String}) > 0 SYNC`,
    query_params: { prefix: `run-${workspace}-`, part: `-${idPart}` },
    clickhouse_settings: tagged({ feature: 'timelines', step: 'kill', workspace }),
  });
}

/** Events of the batches after one and up to another, and how many profiles there are at most. */
export async function countNew(
  database: Database,
  { number }: Workspace,
  { afterBatch, known }: { afterBatch: number; known: number },
): Promise<{ events: number; profiles: number }> {
  const counted = await database.execute<{ events: string; profiles: string }>(sql`
    SELECT coalesce(sum(events), 0) AS events, (SELECT last_profile FROM workspace_counter WHERE workspace = ${number}) AS profiles
    FROM ingestion_batch WHERE workspace = ${number} AND number > ${afterBatch} AND number <= ${known}`);
  return { events: Number(counted.rows[0]!.events), profiles: Number(counted.rows[0]!.profiles) };
}

/** Everybody; after a large import in parts of all profiles, as what is added is grouped in memory. */
function partsOf(
  { events, profiles }: { events: number; profiles: number },
  streams: number,
): Pick<StreamPart, 'afterBatch' | 'afterProfile' | 'upToProfile'>[] {
  // Each part reads all that is new.
  const parts = Math.min(Math.ceil((events * streams) / rowsOfPart), Math.ceil(profiles / profilesOfPart));
  if (parts <= 1) return [wholeStream];
  const size = Math.ceil(profiles / parts);
  return Array.from({ length: parts }, (_, part) => ({
    afterBatch: 0,
    afterProfile: part * size,
    upToProfile: part === parts - 1 ? wholeStream.upToProfile : (part + 1) * size,
  }));
}
