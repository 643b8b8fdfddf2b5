import { afterAll, beforeAll, expect, it } from 'vitest';
import { migratedCluster, type MigratedCluster } from '../../test/test-cluster.ts';
import { tables } from '../tables.ts';

let cluster: MigratedCluster;
beforeAll(async () => {
  cluster = await migratedCluster();
}, 180_000);
afterAll(() => cluster?.stop());

const day = '2026-03-01T12:00:00.000Z';
/** Of three chunks, which lie on both shards. */
const profiles = [1, 2, 65_536, 65_537, 131_072];
const event = (profile: number, ordinal: number, batch = 1) => ({
  workspace: 7,
  action: 'purchase',
  time: day,
  profile,
  message_id: `${profile}-${ordinal}`,
  received_at: day,
  batch,
});
const inserted = (values: object[], token: string) =>
  cluster.client.insert({
    table: tables.events,
    values,
    format: 'JSONEachRow',
    clickhouse_settings: { insert_deduplicate: 1, insert_deduplication_token: token },
  });

async function rows<Row>(query: string, client = cluster.client): Promise<Row[]> {
  return (await client.query({ query, format: 'JSONEachRow' })).json<Row>();
}
const perShard = (query: string) =>
  Promise.all(cluster.shards.map((shard) => rows<Record<string, unknown>>(query, shard)));
const members = (key: string) =>
  rows(
    `SELECT arraySort(bitmapToArray(groupBitmapMergeState(members))) AS profiles FROM run_bitmaps WHERE key = '${key}'`,
  );

it('rows of a chunk lie on one shard, and chunks take turns', async () => {
  await inserted(
    profiles.flatMap((profile) => [event(profile, 1), event(profile, 2)]),
    'first',
  );
  expect(await perShard('SELECT DISTINCT bitShiftRight(profile, 16) AS chunk FROM events ORDER BY chunk')).toEqual([
    [{ chunk: 1 }],
    [{ chunk: 0 }, { chunk: 2 }],
  ]);
});

it('a batch that comes again is recognised on each shard', async () => {
  await inserted(
    profiles.flatMap((profile) => [event(profile, 1), event(profile, 2)]),
    'first',
  );
  expect(await rows('SELECT count() AS events FROM events')).toEqual([{ events: '10' }]);
});

/** Those with two purchases and more, by chunk: a leaf of a run. */
const leaf = (key: string) => `INSERT INTO run_bitmaps (workspace, run, key, chunk, members)
  SELECT {workspace:UInt32}, 1, '${key}', chunk, members
  FROM (
    SELECT toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapStateIf(profile, purchases > 1) AS members
    FROM (
      SELECT if(alias_profile = 0, events.profile, alias_profile) AS profile, count() AS purchases
      FROM events ANY LEFT JOIN (
        SELECT number AS alias_number, argMax(profile, batch) AS alias_profile FROM profile_aliases
        WHERE workspace = {workspace:UInt32} GROUP BY number
      ) AS aliases ON events.profile = aliases.alias_number
      WHERE workspace = {workspace:UInt32}
      GROUP BY profile
    )
    GROUP BY chunk
  )`;

it('a leaf that each shard computes of its own rows is the one that is computed in one place', async () => {
  const query_params = { workspace: 7 };
  await cluster.client.command({ query: leaf('in one place'), query_params });
  await cluster.client.command({
    query: leaf('by each shard'),
    query_params,
    clickhouse_settings: { parallel_distributed_insert_select: '1' },
  });
  expect(await members('in one place')).toEqual([{ profiles }]);
  expect(await members('by each shard')).toEqual([{ profiles }]);
  const chunks = "SELECT DISTINCT chunk FROM run_bitmaps WHERE key = 'by each shard' ORDER BY chunk";
  expect(await perShard(chunks)).toEqual([[{ chunk: 1 }], [{ chunk: 0 }, { chunk: 2 }]]);
});

it('numbers of two shards that count for one profile are added up in one place, and not by each shard', async () => {
  await inserted([event(3, 1), event(65_540, 1)], 'merged');
  await cluster.client.insert({
    table: tables.profileAliases,
    format: 'JSONEachRow',
    values: [{ workspace: 7, number: 3, batch: 2, profile: 65_540 }],
  });
  const query_params = { workspace: 7 };
  await cluster.client.command({ query: leaf('merged'), query_params });
  await cluster.client.command({
    query: leaf('merged, by each shard'),
    query_params,
    clickhouse_settings: { parallel_distributed_insert_select: '1' },
  });
  expect(await members('merged')).toEqual([{ profiles: [1, 2, 65_536, 65_537, 65_540, 131_072] }]);
  expect(await members('merged, by each shard')).toEqual([{ profiles }]);
});

it('what is taken away is taken away on every shard', async () => {
  const clickhouse_settings = { lightweight_delete_mode: 'lightweight_update', lightweight_deletes_sync: '2' } as const;
  await cluster.client.command({ query: 'DELETE FROM events WHERE profile IN (2, 65537)', clickhouse_settings });
  await cluster.client.command({
    query: 'ALTER TABLE events DELETE WHERE profile IN (1, 65536)',
    clickhouse_settings: { mutations_sync: '2' },
  });
  await cluster.client.command({ query: 'ALTER TABLE run_bitmaps DROP PARTITION (7, 1)' });
  expect(await perShard('SELECT DISTINCT profile FROM events ORDER BY profile')).toEqual([
    [{ profile: 65_540 }],
    [{ profile: 3 }, { profile: 131_072 }],
  ]);
  expect(await rows('SELECT count() AS sets FROM run_bitmaps')).toEqual([{ sets: '0' }]);
});
