import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import type { PublishedSegment } from './members.queries.ts';

export interface ChangeRow {
  run: string;
  profile: number;
  change: 'entered' | 'left';
  at: string;
  version: number;
  reason: string;
}

/** A page of entries and exits up to the published run, latest first; a change written twice is one. */
export async function listChanges(
  client: ClickHouseClient,
  segment: PublishedSegment,
  {
    change,
    after,
    limit,
  }: { change?: 'entered' | 'left'; after: { run: number; profile: number } | null; limit: number },
): Promise<ChangeRow[]> {
  const result = await client.query({
    query: `SELECT toString(run) AS run, profile, change, concat(replaceOne(toString(at), ' ', 'T'), 'Z') AS at, version, reason
      FROM ${tables.membershipChanges} AS entry
      WHERE workspace = {workspace:UInt32} AND segment = {segment:UUID} AND entry.run <= {run:UInt64}
        ${change === undefined ? '' : 'AND change = {change:String}'}
        ${after ? 'AND (entry.run < {afterRun:UInt64} OR (entry.run = {afterRun:UInt64} AND profile > {afterProfile:UInt32}))' : ''}
      ORDER BY entry.run DESC, profile
      LIMIT 1 BY entry.run, profile
      LIMIT {limit:UInt32}`,
    query_params: {
      workspace: segment.workspace,
      segment: segment.id,
      run: segment.run,
      limit,
      ...(change === undefined ? {} : { change }),
      ...(after ? { afterRun: after.run, afterProfile: after.profile } : {}),
    },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'changes', workspace: segment.workspace, run: segment.run }),
  });
  return result.json<ChangeRow>();
}
