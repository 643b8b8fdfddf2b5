import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { clusterClientSettings, onCluster } from './cluster/on-cluster.ts';
import { observed, resultTracer, type StatementObserver } from './observe.ts';
import type { ClickHouseSettings } from './settings.ts';

/** What a query is for; stands in `log_comment`, so that a slow query names its feature and workspace. */
export interface QueryTag {
  feature: string;
  step?: string;
  /** The workspace's number, as in the tables. */
  workspace?: number;
  run?: number;
}

/** A client with the defaults every part of Cutline uses; `observer` is told of its statements. Close it when done. */
export function connectClickHouse(settings: ClickHouseSettings, observer?: StatementObserver): ClickHouseClient {
  const { cluster, database = 'default' } = settings;
  const plain = createClient({
    url: settings.url,
    username: settings.username ?? 'default',
    password: settings.password ?? '',
    database,
    request_timeout: 600_000,
    keep_alive: { enabled: true },
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: {
      date_time_input_format: 'best_effort',
      output_format_json_quote_64bit_integers: 1,
      output_format_json_quote_decimals: 1,
      output_format_decimal_trailing_zeros: 0,
      // Else a server whose default it is not reads some numbers as a neighbour of the nearest float64.
      precise_float_parsing: 1,
      ...(cluster && clusterClientSettings),
    },
    ...(observer && { tracer: resultTracer }),
  });
  const client = cluster ? onCluster(plain, { database, cluster }) : plain;
  return observer ? observed(client, observer) : client;
}

/** The tag as a setting for one request. */
export function tagged(tag: QueryTag): { log_comment: string } {
  return { log_comment: JSON.stringify(tag) };
}
