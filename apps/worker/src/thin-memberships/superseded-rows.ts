import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { baseIds } from '@cutline/segment-sql';

/** Rows of a workspace's memberships: those of its segments, or of the base, in chunks from the first to the last one. */
export interface Stretch {
  /** The workspace's number. */
  workspace: number;
  kind: 'segments' | 'base';
  chunks: [first: number, last: number];
}

/** Rows of one chunk of one segment between two runs after which the state is kept, of which only the last is needed. */
export interface Superseded {
  chunk: number;
  segment: string;
  /** They come after this run (0 for all), */
  after: number;
  /** and before this one, which wrote the last of them. */
  before: number;
  rows: number;
}

/** Their keys stand in one statement's text: some 400 KB where each is of another segment. */
export const groupsAtOnce = 4_000;

const bases = Object.values(baseIds)
  .map((id) => `'${id}'`)
  .join(', ');

/** How many rows each chunk has up to a run, in the chunks' order. */
export async function countByChunk(
  client: ClickHouseClient,
  { workspace, settled }: { workspace: number; settled: number },
): Promise<{ chunk: number; rows: number }[]> {
  const result = await client.query({
    query: `SELECT chunk, count() AS rows
      FROM ${tables.memberships}
      WHERE workspace = {workspace:UInt32} AND run <= {settled:UInt64}
      GROUP BY chunk
      ORDER BY chunk`,
    query_params: { workspace, settled },
    format: 'JSONEachRow',
    clickhouse_settings: settings(workspace, 'count'),
  });
  return (await result.json<{ chunk: number; rows: string }>()).map(({ chunk, rows }) => ({
    chunk,
    rows: Number(rows),
  }));
}

/** At most `groupsAtOnce` groups of rows that no state after one of the `kept` runs (ascending, not empty) needs. What came after the last of them is left alone. */
export async function findSuperseded(
  client: ClickHouseClient,
  { workspace, kind, chunks: [first, last] }: Stretch,
  kept: readonly number[],
): Promise<Superseded[]> {
  const result = await client.query({
    query: `SELECT chunk, segment, place, max(run) AS before, count() - 1 AS rows
      FROM (
        SELECT chunk, segment, run, arrayFirstIndex(each -> each >= run, {kept:Array(UInt64)}) AS place
        FROM ${tables.memberships}
        WHERE workspace = {workspace:UInt32} AND chunk BETWEEN {first:UInt16} AND {last:UInt16}
          AND run <= {settled:UInt64} AND segment ${kind === 'base' ? 'IN' : 'NOT IN'} (${bases})
      )
      GROUP BY chunk, segment, place
      HAVING min(run) < max(run)
      ORDER BY place, chunk, segment
      LIMIT ${groupsAtOnce}`,
    query_params: { workspace, first, last, kept, settled: kept.at(-1) },
    format: 'JSONEachRow',
    clickhouse_settings: settings(workspace, 'find'),
  });
  const rows = await result.json<{ chunk: number; segment: string; place: number; before: string; rows: string }>();
  return rows.map(({ chunk, segment, place, before, rows: count }) => ({
    chunk,
    segment,
    after: place > 1 ? kept[place - 2]! : 0,
    before: Number(before),
    rows: Number(count),
  }));
}

/**
 * Deletes such rows of one workspace that come after the same run, by patch parts: a tenth of a second, where rewriting the parts takes many. From the files they go when
 * parts merge.
 */
export async function deleteSuperseded(
  client: ClickHouseClient,
  workspace: number,
  groups: readonly Superseded[],
): Promise<void> {
  const chunks = [...new Set(groups.map(({ chunk }) => chunk))];
  const segments = [...new Set(groups.map(({ segment }) => segment))];
  const keys = groups.map(({ chunk, segment }) => `'${chunk} ${segment}'`);
  const ends = groups.map(({ before }) => before);
  const latest = ends.reduce((most, end) => Math.max(most, end), 0);
  await client.command({
    query: `DELETE FROM ${tables.memberships}
      WHERE workspace = {workspace:UInt32} AND chunk IN (${chunks.join(', ')})
        AND segment IN (${segments.map((id) => `'${id}'`).join(', ')})
        AND run > {after:UInt64} AND run < {latest:UInt64}
        AND run < transform(concat(toString(chunk), ' ', toString(segment)), [${keys.join(', ')}], [${ends.join(', ')}], toUInt64(0))`,
    query_params: { workspace, after: groups[0]?.after ?? 0, latest },
    clickhouse_settings: {
      ...settings(workspace, 'delete'),
      max_query_size: '1000000',
      lightweight_delete_mode: 'lightweight_update',
      lightweight_deletes_sync: '2',
    },
  });
}

/** Nobody waits for it: one processor is enough. */
function settings(workspace: number, step: string): ClickHouseSettings {
  return { ...tagged({ feature: 'thinning', step, workspace }), max_threads: 1 };
}
