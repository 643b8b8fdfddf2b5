import type { ClickHouseClient } from '@clickhouse/client';
import type { Database } from '@cutline/postgres';
import type { Definition } from '@cutline/segment-definition';
import { until } from '@cutline/test-kill/until';
import type { PreparedWorkspace } from '@cutline/test-kill/workspace';
import { shopSegments, type ShopSegment } from './shop-segments.ts';

/** The segments of which the benchmark knows what they must say, by id. */
export type KnownSegments = ReadonlyMap<string, ShopSegment>;

/**
 * Leaves the demo shop with so many segments: its own, and some that are published here. Returns those when the first run of all has ended, every segment is kept right by live runs, and
 * nothing is computed or built any more.
 */
export async function liveSegments(
  { api, path, id }: PreparedWorkspace,
  database: Database,
  wanted: number,
): Promise<KnownSegments> {
  const live = () => countLive(database, id);
  const own = await until('the demo shop to be computed', async () => {
    const count = await live();
    return count > 0 && (await isQuiet(database, id)) ? count : undefined;
  });
  const publish = async (document: Definition): Promise<string> => {
    const { body } = await api.call('POST', `${path}/definitions`, { json: document });
    return (body as { id: string }).id;
  };
  const known = new Map<string, ShopSegment>();
  if (own < wanted)
    for await (const { id: segment, segment: shopSegment } of shopSegments(publish)) {
      known.set(segment, shopSegment);
      if (own + known.size >= wanted) break;
    }
  let since = Date.now();
  await until(
    `${wanted} live segments`,
    async () => {
      if ((await live()) !== wanted || !(await isQuiet(database, id))) since = Date.now();
      // Timelines are built after a run, and read by the next.
      return Date.now() - since > 5_000 ? true : undefined;
    },
    600_000,
  );
  return known;
}

async function countLive({ $client }: Database, workspaceId: string): Promise<number> {
  const { rows } = await $client.query<{ live: string }>(
    `SELECT count(*) AS live FROM segment_head JOIN definition ON definition.id = segment_head.definition_id
     WHERE definition.workspace_id = $1 AND definition.deleted_at IS NULL
       AND segment_head.status = 'current' AND segment_head.whole_run IS NOT NULL`,
    [workspaceId],
  );
  return Number(rows[0]!.live);
}

/** Neither a run, nor timelines that are built, nor a batch that no live run has looked at. */
export async function isQuiet({ $client }: Database, workspaceId: string): Promise<boolean> {
  const { rows } = await $client.query<{ busy: boolean }>(
    `SELECT EXISTS (SELECT FROM run WHERE workspace_id = workspace.id AND status = 'running')
       OR EXISTS (SELECT FROM stream WHERE workspace_id = workspace.id AND status = 'building')
       OR EXISTS (SELECT FROM inbox WHERE inbox.workspace = workspace.number)
       OR (SELECT known FROM live_clock WHERE workspace_id = workspace.id) IS DISTINCT FROM
         (SELECT max(number) FROM ingestion_batch WHERE ingestion_batch.workspace = workspace.number) AS busy
     FROM workspace WHERE id = $1`,
    [workspaceId],
  );
  return rows[0]?.busy === false;
}

/** The workspace's number. */
export async function numberOf({ $client }: Database, workspaceId: string): Promise<number> {
  const { rows } = await $client.query<{ number: number }>('SELECT number FROM workspace WHERE id = $1', [workspaceId]);
  return rows[0]!.number;
}

/** CustomIds of people whom the shop knows. */
export async function knownCustomers(clickhouse: ClickHouseClient, workspace: number): Promise<string[]> {
  const result = await clickhouse.query({
    query: `SELECT DISTINCT value FROM identifiers WHERE workspace = {workspace:UInt32} AND kind = 'customId' ORDER BY value`,
    query_params: { workspace },
    format: 'JSONEachRow',
  });
  return (await result.json<{ value: string }>()).map(({ value }) => value);
}
