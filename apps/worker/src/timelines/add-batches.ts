import { ApplicationFailure } from '@temporalio/common';
import { and, eq } from 'drizzle-orm';
import { tagged } from '@cutline/clickhouse';
import { hasAliases, schema } from '@cutline/postgres';
import {
  compileDoubtCount,
  compileDoubts,
  compileStreamDelete,
  compileStreamInsert,
  wholeStream,
  type Statement,
} from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace } from '../find-workspace.ts';
import { stateOf, writeTimelines } from './stream-state.ts';

/** With more profiles in doubt, the stream is built anew beside. */
const doubtLimit = 1_000_000;

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
export async function addBatches(
  { database, clickhouse }: Pick<Dependencies, 'database' | 'clickhouse'>,
  { workspaceId, stream, run, known, queryPrefix }: Adding,
): Promise<void> {
  const workspace = await findWorkspace(database, workspaceId);
  const its = and(eq(streamTable.workspaceId, workspaceId), eq(streamTable.number, stream));
  const [row] = await database.select().from(streamTable).where(its);
  if (!row) throw ApplicationFailure.nonRetryable('The stream does not exist (any more).', 'stream-missing');
  if (row.known >= known && row.adding === null) return;

  const state = stateOf(workspace, row, { known, hasAliases: await hasAliases(database, workspace.number, known) });
  const again = row.adding !== null;
  const afterBatch = row.known;
  await database.update(streamTable).set({ adding: known }).where(its);

  let ordinal = 0;
  const options = () => ({
    queryId: `${queryPrefix}${(ordinal += 1)}-${Date.now().toString(36)}`,
    workspace: workspace.number,
  });
  const write = (step: string, statement: Statement) => writeTimelines(clickhouse, statement, { ...options(), step });
  await write('doubts', compileDoubts(state, run, { afterBatch, again }));
  const doubted = await countDoubts();
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
  await write('add', compileStreamInsert(state, { ...wholeStream, afterBatch, doubted: { run, are: false } }));
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
