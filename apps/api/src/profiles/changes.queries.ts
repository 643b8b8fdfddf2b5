import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';

/** An entry into a segment, or an exit. */
export interface ChangeOfProfile {
  segment: string;
  run: string;
  profile: number;
  change: 'entered' | 'left';
  at: string;
  reason: string;
}

/** Every entry and exit of a profile, under any of its numbers, up to each segment's published run; earliest first. */
export async function listChangesOfProfile(
  client: ClickHouseClient,
  { workspace, numbers, runs }: { workspace: number; numbers: number[]; runs: ReadonlyMap<string, number> },
): Promise<ChangeOfProfile[]> {
  if (runs.size === 0) return [];
  const result = await client.query({
    query: `SELECT segment, toString(run) AS run, profile, change, concat(replaceOne(toString(at), ' ', 'T'), 'Z') AS at, reason
      FROM ${tables.membershipChanges} AS entry
      WHERE workspace = {workspace:UInt32} AND segment IN {segments:Array(UUID)} AND profile IN {numbers:Array(UInt32)}
        AND entry.run <= {runs:Array(UInt64)}[indexOf({segments:Array(UUID)}, segment)]
      ORDER BY entry.run, segment, profile
      LIMIT 1 BY entry.run, segment, profile`,
    query_params: { workspace, numbers, segments: [...runs.keys()], runs: [...runs.values()] },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'changes', workspace }),
  });
  return result.json<ChangeOfProfile>();
}
