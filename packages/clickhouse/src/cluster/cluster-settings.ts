/** How Cutline's tables lie on a ClickHouse cluster. */
export interface ClusterSettings {
  /** The cluster's name in the servers' `remote_servers`. */
  name: string;
  /** The database of the tables that hold a shard's own rows; it is on every server, as is the one that Cutline connects to. */
  localDatabase: string;
  /** Where replicas meet in Keeper; holds the macro `{shard}`. */
  replicaPath: string;
  /** A server's name among the replicas of its shard; a macro. */
  replicaName: string;
}

/** What is used where only the cluster is named. */
export function clusterDefaults(name: string, database: string): ClusterSettings {
  return {
    name,
    localDatabase: `${database}_local`,
    replicaPath: '/clickhouse/tables/{shard}',
    replicaName: '{replica}',
  };
}

/**
 * Reads CLICKHOUSE_CLUSTER, _LOCAL_DATABASE, _REPLICA_PATH and _REPLICA_NAME; undefined on one server. Throws, naming the variable, where
 * one says something that cannot be.
 *
 * @param database that Cutline connects to
 */
export function clusterSettingsFrom(env: NodeJS.ProcessEnv, database: string): ClusterSettings | undefined {
  const name = env['CLICKHOUSE_CLUSTER'];
  const given = {
    localDatabase: env['CLICKHOUSE_LOCAL_DATABASE'],
    replicaPath: env['CLICKHOUSE_REPLICA_PATH'],
    replicaName: env['CLICKHOUSE_REPLICA_NAME'],
  };
  if (!name) {
    if (Object.values(given).some(Boolean))
      throw new Error(
        'CLICKHOUSE_LOCAL_DATABASE, CLICKHOUSE_REPLICA_PATH and CLICKHOUSE_REPLICA_NAME say how tables lie on a cluster: set CLICKHOUSE_CLUSTER to its name, or leave them out.',
      );
    return undefined;
  }
  const defaults = clusterDefaults(name, database);
  const settings = {
    name,
    localDatabase: given.localDatabase || defaults.localDatabase,
    replicaPath: given.replicaPath || defaults.replicaPath,
    replicaName: given.replicaName || defaults.replicaName,
  };
  if (settings.localDatabase === database)
    throw new Error(
      `CLICKHOUSE_LOCAL_DATABASE must not be CLICKHOUSE_DATABASE (${database}): the tables of both have the same names.`,
    );
  if (!settings.replicaPath.startsWith('/') || !settings.replicaPath.includes('{shard}'))
    throw new Error(
      `CLICKHOUSE_REPLICA_PATH is ${settings.replicaPath}: it must begin with / and hold the macro {shard}, or all shards would be one, e.g. ${defaults.replicaPath}`,
    );
  if (!/\{\w+\}/.test(settings.replicaName) || settings.replicaName === '{shard}')
    throw new Error(
      `CLICKHOUSE_REPLICA_NAME is ${settings.replicaName}: it must be a macro that differs between the replicas of a shard, e.g. ${defaults.replicaName}`,
    );
  return settings;
}
