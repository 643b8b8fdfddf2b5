import type { ClickHouseClient } from '@clickhouse/client';
import { startTestCluster } from '@cutline/embedded/test-cluster';
import { connectClickHouse } from '../src/client.ts';
import { clusterDefaults } from '../src/cluster/cluster-settings.ts';
import type { ClusterPlace } from '../src/cluster/cluster-statement.ts';
import { clusterClientSettings, onCluster } from '../src/cluster/on-cluster.ts';
import { placementOf } from '../src/cluster/placement.ts';
import { migrateClickHouse } from '../src/migrate.ts';

/** Two servers with Cutline's tables in cluster form. */
export interface MigratedCluster {
  /** Of the first shard, in cluster form. */
  client: ClickHouseClient;
  place: ClusterPlace;
  /** Clients of the shards themselves, whose database is the one of their own rows. */
  shards: ClickHouseClient[];
  stop(): Promise<void>;
}

/**
 * Starts them, and migrates. The servers have no Keeper, which a cluster needs for two things: what is to run ON CLUSTER is sent to each of them
 * here, and engines are the ones without replicas. All else is as on a cluster.
 */
export async function migratedCluster(): Promise<MigratedCluster> {
  const database = 'cutline';
  const servers = await startTestCluster({ shards: 2 });
  const cluster = clusterDefaults(servers.name, database);
  const place = { database, cluster };
  const plain = servers.urls.map((url) => connectClickHouse({ url, database }));
  const shards = servers.urls.map((url) => connectClickHouse({ url, database: cluster.localDatabase }));
  const client = onCluster(withoutKeeper(plain), place);
  const stop = async (): Promise<void> => {
    await Promise.all([...plain, ...shards].map((each) => each.close()));
    await servers.stop();
  };
  try {
    for (const url of servers.urls) {
      const maker = connectClickHouse({ url });
      await maker.command({ query: `CREATE DATABASE ${database}` });
      await maker.close();
    }
    await migrateClickHouse(client, { cluster });
  } catch (error) {
    await stop();
    throw error;
  }
  return { client, place, shards, stop };
}

/** The first server's client, which does what Keeper has all servers do. */
function withoutKeeper(servers: readonly ClickHouseClient[]): ClickHouseClient {
  const [first] = servers;
  const { command, insert, query } = {
    command: servers.map((server) => server.command.bind(server)),
    insert: servers.map((server) => server.insert.bind(server)),
    query: first!.query.bind(first),
  };
  const settled = <P extends { clickhouse_settings?: object }>(parameters: P): P => ({
    ...parameters,
    clickhouse_settings: { ...clusterClientSettings, ...parameters.clickhouse_settings },
  });
  const changed: Pick<ClickHouseClient, 'command' | 'insert' | 'query'> = {
    async command(parameters) {
      const everyone = / ON CLUSTER '[^']*'/;
      // Nothing has to catch up.
      if (/^SYSTEM SYNC REPLICA/.test(parameters.query)) return command[0]!({ query: 'SELECT 1 FORMAT Null' });
      const text = parameters.query
        .replace(everyone, '')
        .replaceAll(/\bReplicated(\w*MergeTree)\('[^']*', '[^']*'(?:, )?/g, '$1(');
      const whom = everyone.test(parameters.query) || /^ALTER TABLE/.test(text) ? command : command.slice(0, 1);
      const [answer] = await Promise.all(whom.map((send) => send(settled({ ...parameters, query: text }))));
      return answer!;
    },
    async insert(parameters) {
      const whom = placementOf(parameters.table) === 'everywhere' ? insert : insert.slice(0, 1);
      const [answer] = await Promise.all(whom.map((send) => send(settled(parameters))));
      return answer!;
    },
    query: ((parameters: Parameters<typeof query>[0]) => query(settled(parameters))) as typeof query,
  };
  return Object.assign(first!, changed);
}
