import type { ClickHouseClient } from '@clickhouse/client';
import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';

type Stores = { database: Database; clickhouse: ClickHouseClient };

/**
 * Every row of every table of both stores in which one of the words stands by itself, as `store.table: row`. Sets of profiles are read
 * number by number. It knows nothing of what the tables mean, so that a table that is new tomorrow is looked through as well.
 */
export async function rowsThatMention(stores: Stores, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const { place, row } of everyRow(stores)) {
    const tokens = new Set(row.toLowerCase().split(/[^\w.@+-]+/));
    if (words.some((word) => tokens.has(word.toLowerCase()))) found.push(`${place}: ${row.slice(0, 300)}`);
  }
  return found;
}

async function* everyRow({ database, clickhouse }: Stores): AsyncGenerator<{ place: string; row: string }> {
  const tables = await database.execute<{ name: string }>(
    sql`SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
      UNION ALL SELECT 'pg_catalog.pg_stats'`,
  );
  for (const { name } of tables.rows) {
    const { rows } = await database.execute<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${name} AS t`);
    for (const { row } of rows) yield { place: `postgres ${name}`, row };
  }
  const query = async <T>(text: string): Promise<T[]> =>
    (await clickhouse.query({ query: text, format: 'JSONEachRow' })).json<T>();
  const columns = await query<{ table: string; name: string; type: string }>(
    'SELECT table, name, type FROM system.columns WHERE database = currentDatabase() ORDER BY table, position',
  );
  for (const table of new Set(columns.map((column) => column.table))) {
    const read = columns
      .filter((column) => column.table === table)
      .map(({ name, type }) => (type.startsWith('AggregateFunction') ? `bitmapToArray(${name}) AS ${name}` : name));
    for (const row of await query<unknown>(`SELECT ${read.join(', ')} FROM ${table}`))
      yield { place: `clickhouse ${table}`, row: JSON.stringify(row) };
  }
}
