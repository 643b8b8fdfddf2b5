import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';

/** When a profile last entered each segment, as of the segment's published run. */
export async function readEntries(
  client: ClickHouseClient,
  { workspace, profile, runs }: { workspace: number; profile: number; runs: ReadonlyMap<string, number> },
): Promise<Map<string, { at: string; run: number }>> {
  if (runs.size === 0) return new Map();
  const result = await client.query({
    query: `SELECT segment, toString(max(run)) AS last, concat(replaceOne(toString(argMax(at, run)), ' ', 'T'), 'Z') AS entered
      FROM ${tables.membershipChanges}
      WHERE workspace = {workspace:UInt32} AND segment IN {segments:Array(UUID)} AND profile = {profile:UInt32} AND change = 'entered'
        AND run <= {runs:Array(UInt64)}[indexOf({segments:Array(UUID)}, segment)]
      GROUP BY segment`,
    query_params: { workspace, profile, segments: [...runs.keys()], runs: [...runs.values()] },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'entries', workspace }),
  });
  const rows = await result.json<{ segment: string; last: string; entered: string }>();
  return new Map(rows.map(({ segment, last, entered }) => [segment, { at: entered, run: Number(last) }]));
}
