import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { bindThresholds, compileMembers } from '@cutline/segment-sql';

/** A segment as it was published. */
export interface PublishedSegment {
  id: string;
  run: number;
  /** The workspace's number. */
  workspace: number;
}

/** Numbers of members after `after`, ascending. */
export async function listMemberNumbers(
  client: ClickHouseClient,
  segment: PublishedSegment,
  page: { after: number; limit: number },
): Promise<number[]> {
  const result = await client.query({
    ...bindThresholds(compileMembers(segment, page), new Map()),
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'members', workspace: segment.workspace, run: segment.run }),
  });
  const rows = await result.json<{ profile: number }>();
  return rows.map(({ profile }) => profile);
}

/** Which of `profiles` are members. */
export async function filterMembers(
  client: ClickHouseClient,
  segment: PublishedSegment,
  profiles: number[],
): Promise<Set<number>> {
  if (profiles.length === 0) return new Set();
  const chunks = [...new Set(profiles.map((profile) => Math.floor(profile / 65_536)))];
  const result = await client.query({
    query: `SELECT arrayJoin(bitmapToArray(bitmapAnd(
        (
          SELECT groupBitmapMergeState(members)
          FROM (
            SELECT members
            FROM ${tables.memberships}
            WHERE workspace = {workspace:UInt32} AND chunk IN {chunks:Array(UInt16)} AND segment = {segment:UUID} AND run <= {run:UInt64}
            ORDER BY chunk, run DESC
            LIMIT 1 BY chunk
          )
        ),
        bitmapBuild({profiles:Array(UInt32)})
      ))) AS profile`,
    query_params: { workspace: segment.workspace, chunks, segment: segment.id, run: segment.run, profiles },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'members', step: 'search', workspace: segment.workspace, run: segment.run }),
  });
  const rows = await result.json<{ profile: number }>();
  return new Set(rows.map(({ profile }) => profile));
}
