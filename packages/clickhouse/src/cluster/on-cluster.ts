import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { clusterStatement, onEachShard, type ClusterPlace } from './cluster-statement.ts';
import { placementOf } from './placement.ts';
import { onClusterClause, quoteName } from './quote.ts';

/** What holds for every statement on a cluster. */
export const clusterClientSettings: ClickHouseSettings = {
  // What was acknowledged is on its shards, not on its way there.
  distributed_foreground_insert: 1,
  // Of two tables that lie by profile each shard joins its own rows.
  distributed_product_mode: 'local',
  // Each shard does its part of an INSERT … SELECT only where its sender says so: it changes what some mean.
  parallel_distributed_insert_select: '0',
  // On most replicas of its shard: of two on both, so that it does not matter which one is read.
  insert_quorum: 'auto',
  distributed_ddl_task_timeout: '1800',
};

/**
 * Has a client speak to a cluster: see `clusterStatement`. An `INSERT … SELECT` that is sent with `parallel_distributed_insert_select` is done
 * by each shard: see `onEachShard`. Rows of a table that lies everywhere are everywhere when an insert has ended.
 */
export function onCluster(client: ClickHouseClient, place: ClusterPlace): ClickHouseClient {
  const [command, insert] = [client.command.bind(client), client.insert.bind(client)];
  const changed: Pick<ClickHouseClient, 'command' | 'insert'> = {
    command: (parameters) => {
      const { query, clickhouse_settings } = parameters;
      const each = Number(clickhouse_settings?.parallel_distributed_insert_select ?? 0) > 0;
      return command({ ...parameters, query: each ? onEachShard(query, place) : clusterStatement(query, place) });
    },
    insert: async (parameters) => {
      const done = await insert(parameters);
      if (placementOf(parameters.table) === 'everywhere')
        await command({
          query: `SYSTEM SYNC REPLICA ${onClusterClause(place.cluster.name)} ${quoteName(place.database)}.${parameters.table} LIGHTWEIGHT`,
        });
      return done;
    },
  };
  return Object.assign(client, changed);
}
