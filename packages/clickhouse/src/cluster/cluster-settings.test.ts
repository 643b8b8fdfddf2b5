import { expect, it } from 'vitest';
import { clickHouseSettingsFrom } from '../settings.ts';
import { clusterSettingsFrom } from './cluster-settings.ts';

it('is one server where no cluster is named', () => {
  expect(clusterSettingsFrom({}, 'cutline')).toBeUndefined();
  expect(clickHouseSettingsFrom({ CLICKHOUSE_URL: 'http://127.0.0.1:8123' }).cluster).toBeUndefined();
});

it('needs no more than a name', () => {
  const env = { CLICKHOUSE_URL: 'http://127.0.0.1:8123', CLICKHOUSE_DATABASE: 'cutline', CLICKHOUSE_CLUSTER: 'north' };
  expect(clickHouseSettingsFrom(env).cluster).toEqual({
    name: 'north',
    localDatabase: 'cutline_local',
    replicaPath: '/clickhouse/tables/{shard}',
    replicaName: '{replica}',
  });
});

it('takes what it is given', () => {
  const env = {
    CLICKHOUSE_CLUSTER: 'north',
    CLICKHOUSE_LOCAL_DATABASE: 'own_rows',
    CLICKHOUSE_REPLICA_PATH: '/keeper/{shard}',
    CLICKHOUSE_REPLICA_NAME: '{host}',
  };
  expect(clusterSettingsFrom(env, 'cutline')).toEqual({
    name: 'north',
    localDatabase: 'own_rows',
    replicaPath: '/keeper/{shard}',
    replicaName: '{host}',
  });
});

it.each([
  [{ CLICKHOUSE_REPLICA_PATH: '/keeper/{shard}' }, 'set CLICKHOUSE_CLUSTER'],
  [{ CLICKHOUSE_CLUSTER: 'north', CLICKHOUSE_LOCAL_DATABASE: 'cutline' }, 'CLICKHOUSE_LOCAL_DATABASE must not be'],
  [{ CLICKHOUSE_CLUSTER: 'north', CLICKHOUSE_REPLICA_PATH: '/keeper' }, 'CLICKHOUSE_REPLICA_PATH is /keeper'],
  [{ CLICKHOUSE_CLUSTER: 'north', CLICKHOUSE_REPLICA_PATH: '{shard}/keeper' }, 'must begin with /'],
  [{ CLICKHOUSE_CLUSTER: 'north', CLICKHOUSE_REPLICA_NAME: 'a' }, 'CLICKHOUSE_REPLICA_NAME is a'],
])('says what is wrong with %j', (env, message) => {
  expect(() => clusterSettingsFrom(env, 'cutline')).toThrow(message);
});
