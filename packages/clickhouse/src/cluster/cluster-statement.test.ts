import { expect, it } from 'vitest';
import { clusterDefaults } from './cluster-settings.ts';
import { clusterStatement, onEachShard, type ClusterPlace } from './cluster-statement.ts';

const place: ClusterPlace = { database: 'cutline', cluster: clusterDefaults('north', 'cutline') };

it.each([
  ['DELETE FROM events WHERE batch = 3', "DELETE FROM cutline_local.events ON CLUSTER 'north' WHERE batch = 3"],
  [
    'ALTER TABLE run_bitmaps DROP PARTITION (1, 2)',
    "ALTER TABLE cutline_local.run_bitmaps ON CLUSTER 'north' DROP PARTITION (1, 2)",
  ],
  [
    'UPDATE memberships SET run = 1 WHERE chunk = 2',
    "UPDATE cutline_local.memberships ON CLUSTER 'north' SET run = 1 WHERE chunk = 2",
  ],
  [
    'KILL QUERY WHERE current_database = currentDatabase() SYNC',
    "KILL QUERY ON CLUSTER 'north' WHERE current_database = 'cutline' SYNC",
  ],
  ['KILL QUERY WHERE query_id = {id:String} ASYNC', "KILL QUERY ON CLUSTER 'north' WHERE query_id = {id:String} ASYNC"],
])('%s is done by every shard', (one, cluster) => {
  expect(clusterStatement(one, place)).toBe(cluster);
});

it.each([
  'SELECT count() FROM events',
  'INSERT INTO timelines (profile) SELECT profile FROM events',
  'ALTER TABLE profile_aliases DELETE WHERE workspace = 1',
  "ALTER TABLE events ON CLUSTER 'north' ADD COLUMN note String",
  'ALTER TABLE events.events DELETE WHERE 1',
  'DELETE FROM other WHERE 1',
])('%s stays as it is', (statement) => {
  expect(clusterStatement(statement, place)).toBe(statement);
});

it('each shard reads its own rows, and all of what lies everywhere', () => {
  const statement = `INSERT INTO run_bitmaps (key, members)
    SELECT {key:String}, groupBitmapState(profile)
    FROM events ANY LEFT JOIN (SELECT number FROM profile_aliases) AS aliases ON events.profile = aliases.number
    WHERE action != 'FROM events' AND parameters.\`FROM events\` = 1 AND chunk IN (SELECT chunk FROM
      memberships)`;
  expect(onEachShard(statement, place)).toBe(`INSERT INTO run_bitmaps (key, members)
SELECT * FROM cluster('north', view(
SELECT {key:String}, groupBitmapState(profile)
    FROM cutline_local.events ANY LEFT JOIN (SELECT number FROM cutline.profile_aliases) AS aliases ON events.profile = aliases.number
    WHERE action != 'FROM events' AND parameters.\`FROM events\` = 1 AND chunk IN (SELECT chunk FROM
      cutline_local.memberships)
))`);
});

it('an insert that says how it is done says so on a cluster, too', () => {
  const statement =
    'INSERT INTO membership_changes (profile)\n  SETTINGS\n  optimize_on_insert = 0,\n  max_threads = 1\n  SELECT profile FROM events';
  expect(onEachShard(statement, place)).toBe(`INSERT INTO membership_changes (profile)
  SETTINGS
  optimize_on_insert = 0,
  max_threads = 1
SELECT * FROM cluster('north', view(
SELECT profile FROM cutline_local.events
))`);
});

it('refuses to have anything else done by each shard', () => {
  expect(() => onEachShard('SELECT 1', place)).toThrow('Only INSERT INTO');
});
