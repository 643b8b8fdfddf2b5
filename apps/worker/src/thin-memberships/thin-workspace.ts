import { and, eq, lt, ne, notInArray, sql } from 'drizzle-orm';
import { keptRuns, schema, type Database, type KeptRuns } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import type { Workspace } from '../find-workspace.ts';
import { countByChunk, deleteSuperseded, findSuperseded, groupsAtOnce, type Stretch } from './superseded-rows.ts';

/** Rows that one statement looks through, so that its memory does not grow with the workspace; a single chunk may have more. */
const rowsAtOnce = 1_000_000;
/** Statements that delete, of one workspace at a time: what is left is for the next time. */
const mostDeletes = 200;

/** How one thinning differs from others. */
export interface ThinOptions {
  /** Stands in for the clock. */
  now?: Date;
  /** When it is aborted, the rest is left to the next time. */
  signal?: AbortSignal;
}

const { run: runTable, segmentHead, definition } = schema;

/**
 * Deletes what nobody can need of a workspace's memberships: of each chunk of each segment the rows between two kept states but for the last. Touches nothing that was written
 * since the last run that was published an hour ago, so that it need not wait for runs, nor they for it; safe to repeat, and to be cut off anywhere. Then forgets
 * live runs of more than a month ago that no kept state is of. Returns how many rows of memberships it deleted.
 */
export async function thinWorkspace(
  { database, clickhouse }: Pick<Dependencies, 'database' | 'clickhouse'>,
  { id, number: workspace }: Pick<Workspace, 'id' | 'number'>,
  { now = new Date(), signal }: ThinOptions = {},
): Promise<number> {
  const kept = await keptRuns(database, id, now);
  if (!kept) return 0;
  const { settled, states, bases } = kept;
  let [rows, deletes] = [0, 0];
  for (const chunks of stretchesOf(await countByChunk(clickhouse, { workspace, settled }))) {
    for (const kind of ['segments', 'base'] as const) {
      const stretch: Stretch = { workspace, kind, chunks };
      for (let more = true; more;) {
        signal?.throwIfAborted();
        const found = await findSuperseded(clickhouse, stretch, kind === 'base' ? bases : states);
        for (const groups of Map.groupBy(found, ({ after }) => after).values()) {
          signal?.throwIfAborted();
          await deleteSuperseded(clickhouse, workspace, groups);
          rows += groups.reduce((sum, group) => sum + group.rows, 0);
          deletes += 1;
        }
        if (deletes >= mostDeletes) return rows;
        more = found.length === groupsAtOnce;
      }
    }
  }
  await forgetLiveRuns(database, id, kept, now);
  return rows;
}

/** First and last chunks that have about as many rows together as one statement may look through. */
function stretchesOf(counts: readonly { chunk: number; rows: number }[]): Stretch['chunks'][] {
  const stretches: { chunks: Stretch['chunks']; rows: number }[] = [];
  for (const { chunk, rows } of counts) {
    const last = stretches.at(-1);
    if (last && last.rows + rows <= rowsAtOnce) {
      last.chunks[1] = chunk;
      last.rows += rows;
    } else stretches.push({ chunks: [chunk, chunk], rows });
  }
  return stretches.map(({ chunks }) => chunks);
}

/** A kept state is found by its run, and a head speaks of one: those stay. */
async function forgetLiveRuns(
  database: Database,
  workspaceId: string,
  { settled, states }: KeptRuns,
  now: Date,
): Promise<void> {
  await database.delete(runTable).where(
    and(
      eq(runTable.workspaceId, workspaceId),
      eq(runTable.scope, 'live'),
      ne(runTable.status, 'running'),
      lt(runTable.startedAt, sql`${now.toISOString()}::timestamptz - interval '31 days'`),
      lt(runTable.number, settled),
      notInArray(runTable.number, states),
      sql`NOT EXISTS (
          SELECT FROM ${segmentHead} JOIN ${definition} ON ${definition.id} = ${segmentHead.definitionId}
          WHERE ${definition.workspaceId} = ${workspaceId} AND ${segmentHead.run} = ${runTable.number}
        )`,
    ),
  );
}
