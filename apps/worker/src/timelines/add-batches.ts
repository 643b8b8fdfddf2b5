import { ApplicationFailure } from '@temporalio/common';
import { and, eq, sql } from 'drizzle-orm';
import { tagged } from '@cutline/clickhouse';
import { hasAliases, schema, type Database } from '@cutline/postgres';
import {
  compileDoubtCount,
  compileDoubts,
  compileStreamDelete,
  compileStreamInsert,
  wholeStream,
  type Statement,
  type StreamPart,
} from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace, type Workspace } from '../find-workspace.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import { profilesOfPart, stateOf, writeTimelines } from './stream-state.ts';

/** With more profiles in doubt, the stream is built anew beside. */
const doubtLimit = 1_000_000;
/** New events that are added at once, about. */
const eventsOfPart = 2_000_000;

type Stores = Pick<Dependencies, 'database' | 'clickhouse'>;

const { stream: streamTable } = schema;

/** A run that adds to a stream. */
export interface Adding {
  workspaceId: string;
  stream: number;
  run: number;
  /** Up to which batch. */
  known: number;
  /** Begins the ids of its queries. */
  queryPrefix: string;
}

/**
 * Adds the batches up to `known` to a stream, each event once, however often it was tried: what a try that was cut off may have added is not
 * looked for, but the timelines of all whom it may have touched are taken away and made anew from their events. So are those of profiles that
 * were merged or parted since. Nobody else writes to the stream meanwhile: runs of a workspace follow one another.
 *
 * @throws ApplicationFailure when the stream is gone, or too much of it is in doubt
 */
export async function addBatches(stores: Stores, adding: Adding): Promise<void> {
  const workspace = await findWorkspace(stores.database, adding.workspaceId);
  // A try that was given up may still be at it.
  await whileLocked(stores.database, 'timelines', workspace.number, () => add(stores, workspace, adding));
}

async function add(
  { database, clickhouse }: Stores,
  workspace: Workspace,
  { stream, run, known, queryPrefix }: Adding,
): Promise<void> {
  const its = and(eq(streamTable.workspaceId, workspace.id), eq(streamTable.number, stream));
  const [row] = await database.select().from(streamTable).where(its);
  if (!row) throw ApplicationFailure.nonRetryable('The stream does not exist (any more).', 'stream-missing');
  if (row.known >= known && row.adding === null) return;

  const merged = await hasAliases(database, workspace.number, known);
  const state = stateOf(workspace, row, { known, hasAliases: merged });
  const again = row.adding !== null;
  // Otherwise there is nobody to doubt.
  const mayDoubt = again || merged;
  const afterBatch = row.known;
  await database.update(streamTable).set({ adding: known }).where(its);

  let ordinal = 0;
  const options = () => ({
    queryId: `${queryPrefix}${(ordinal += 1)}-${Date.now().toString(36)}`,
    workspace: workspace.number,
  });
  const write = (step: string, statement: Statement) => writeTimelines(clickhouse, statement, { ...options(), step });
  if (mayDoubt) await write('doubts', compileDoubts(state, run, { afterBatch, again }));
  const doubted = mayDoubt ? await countDoubts() : 0;
  if (doubted > doubtLimit) {
    await database.update(streamTable).set({ doubted: true }).where(its);
    throw ApplicationFailure.nonRetryable(
      'Too many timelines are in doubt: they are built anew.',
      'timelines-in-doubt',
    );
  }
  if (doubted > 0) {
    await write('forget', compileStreamDelete(state, { run }));
    await write('make anew', compileStreamInsert(state, { ...wholeStream, doubted: { run, are: true } }));
  }
  const others = doubted > 0 ? { doubted: { run, are: false } } : {};
  for (const part of await partsOf(database, workspace, { afterBatch, known }))
    await write('add', compileStreamInsert(state, { ...part, afterBatch, ...others }));
  await database.update(streamTable).set({ known, adding: null }).where(its);

  async function countDoubts(): Promise<number> {
    const { sql, params } = compileDoubtCount(state, run);
    const { queryId } = options();
    const result = await clickhouse.query({
      query: sql,
      query_params: params,
      query_id: queryId,
      format: 'JSONEachRow',
      clickhouse_settings: tagged({ feature: 'timelines', step: 'count doubts', workspace: workspace.number }),
    });
    const [counted] = await result.json<{ profiles: string }>();
    return Number(counted!.profiles);
  }
}

/** Everybody; after a large import in parts of all profiles, as what is added is grouped in memory. */
async function partsOf(
  database: Database,
  { number }: Workspace,
  { afterBatch, known }: { afterBatch: number; known: number },
): Promise<Pick<StreamPart, 'afterProfile' | 'upToProfile'>[]> {
  const counted = await database.execute<{ events: string; profiles: string }>(sql`
    SELECT coalesce(sum(events), 0) AS events, (SELECT last_profile FROM workspace_counter WHERE workspace = ${number}) AS profiles
    FROM ingestion_batch WHERE workspace = ${number} AND number > ${afterBatch} AND number <= ${known}`);
  const [events, profiles] = [Number(counted.rows[0]!.events), Number(counted.rows[0]!.profiles)];
  // Each part reads all that is new.
  const parts = Math.min(Math.ceil(events / eventsOfPart), Math.ceil(profiles / profilesOfPart));
  if (parts <= 1) return [wholeStream];
  const size = Math.ceil(profiles / parts);
  return Array.from({ length: parts }, (_, part) => ({
    afterProfile: part * size,
    upToProfile: part === parts - 1 ? wholeStream.upToProfile : (part + 1) * size,
  }));
}
