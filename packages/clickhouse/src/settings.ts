import { clusterSettingsFrom, type ClusterSettings } from './cluster/cluster-settings.ts';

/** How tables are created: on one server, or on a cluster. */
export interface TableSettings {
  cluster?: ClusterSettings;
}

/** Where ClickHouse is and who we are there. */
export interface ClickHouseSettings extends TableSettings {
  url: string;
  username?: string;
  password?: string;
  database?: string;
}

/**
 * Reads the settings from CLICKHOUSE_URL, _USER, _PASSWORD, _DATABASE, and of a cluster those of `clusterSettingsFrom`. Throws when the URL
 * is missing.
 */
export function clickHouseSettingsFrom(env: NodeJS.ProcessEnv): ClickHouseSettings {
  const url = env['CLICKHOUSE_URL'];
  if (!url)
    throw new Error('CLICKHOUSE_URL is not set: give the HTTP address of ClickHouse, e.g. http://127.0.0.1:8123');
  const database = env['CLICKHOUSE_DATABASE'] ?? 'default';
  return {
    url,
    username: env['CLICKHOUSE_USER'],
    password: env['CLICKHOUSE_PASSWORD'],
    database,
    cluster: clusterSettingsFrom(env, database),
  };
}
