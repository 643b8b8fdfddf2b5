import type { ClickHouseClient, ClickHouseClientConfigOptions } from '@clickhouse/client';

/** What an example has at hand: a client on a database of its own. */
export interface Context {
  client: ClickHouseClient;
  /** Another client with the same access, e.g. with compression or a session. It is closed afterwards. */
  connect(options: ClickHouseClientConfigOptions): ClickHouseClient;
  /** Makes a MergeTree table ordered by its first column and gives its name. */
  table(columns: string, clauses?: string): Promise<string>;
}

/** One documented use of `@clickhouse/client`. */
export interface Example {
  area: string;
  title: string;
  /** What a server does differently, for the table in docs/embedded-clickhouse.md; checked by `run` as well. */
  differs?: string;
  /** Rejects when the front does not do what the documentation says. */
  run(context: Context): Promise<void>;
}

/** All rows of a statement as objects. */
export async function rowsOf(
  client: ClickHouseClient,
  query: string,
  query_params: Record<string, unknown> = {},
): Promise<unknown[]> {
  const result = await client.query({ query, query_params, format: 'JSONEachRow' });
  return result.json();
}
