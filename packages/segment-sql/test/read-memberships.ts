import type { ClickHouseClient } from '@clickhouse/client';
import { bindThresholds, compileMembers } from '../src/index.ts';

/** The members of segments as of a run, ascending. Of one of them by what pages of members are read with. */
export async function readMembers(
  client: ClickHouseClient,
  workspace: number,
  run: number,
  segments: string[],
): Promise<Record<string, number[]>> {
  const query = `SELECT segment, arraySort(arrayFlatten(groupArray(bitmapToArray(members)))) AS profiles
    FROM (
      SELECT segment, chunk, members FROM memberships WHERE workspace = {workspace:UInt32} AND run <= {run:UInt64}
      ORDER BY segment, chunk, run DESC LIMIT 1 BY segment, chunk
    )
    GROUP BY segment`;
  const result = await client.query({ query, query_params: { workspace, run }, format: 'JSONEachRow' });
  const rows = await result.json<{ segment: string; profiles: number[] }>();
  const found = new Map(rows.map(({ segment, profiles }) => [segment, profiles]));
  const last = segments.at(-1);
  if (last !== undefined) found.set(last, await readPage(client, workspace, run, last));
  return Object.fromEntries(segments.map((id) => [id, found.get(id) ?? []]));
}

async function readPage(client: ClickHouseClient, workspace: number, run: number, id: string): Promise<number[]> {
  const statement = bindThresholds(compileMembers({ id, run, workspace }, { after: 0, limit: 1000 }), new Map());
  const rows = await (await client.query({ ...statement, format: 'JSONEachRow' })).json<{ profile: number }>();
  return rows.map((row) => row.profile);
}

/** Profiles, ascending. */
interface Changes {
  entered: number[];
  left: number[];
  /** Those of a change with the reason `merged`. */
  merged: number[];
}

/** Who entered and who left segments in a run. */
export async function readChanges(
  client: ClickHouseClient,
  workspace: number,
  run: number,
  segments: string[],
): Promise<Record<string, Changes>> {
  const query = `SELECT segment, arraySort(groupArrayIf(profile, change = 'entered')) AS entered,
      arraySort(groupArrayIf(profile, change = 'left')) AS left,
      arraySort(groupArrayIf(profile, reason = 'merged')) AS merged
    FROM membership_changes FINAL WHERE workspace = {workspace:UInt32} AND run = {run:UInt64}
    GROUP BY segment`;
  const result = await client.query({ query, query_params: { workspace, run }, format: 'JSONEachRow' });
  const rows = await result.json<{ segment: string } & Changes>();
  const found = new Map(rows.map(({ segment, ...changes }) => [segment, changes]));
  return Object.fromEntries(segments.map((id) => [id, found.get(id) ?? { entered: [], left: [], merged: [] }]));
}
