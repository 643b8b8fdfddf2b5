import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import * as schema from './schema/index.ts';

/** Queries through Drizzle; `$client` is the pool. */
export type Database = NodePgDatabase<typeof schema> & { $client: Pool };
/** What `database.transaction` hands to its callback. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Connects to `url`; at most `connections` at once. Connections that break are replaced, not fatal. */
export function connectPostgres(url: string, connections = 10): Database {
  const pool = new Pool({ connectionString: url, max: connections, connectionTimeoutMillis: 10_000 });
  // A connection that dies, idle or in use (a restart of the server), must not end the process: the query in hand fails,
  // and the pool opens another.
  pool.on('error', () => {});
  pool.on('connect', (connection) => connection.on('error', () => {}));
  const database = drizzle({ client: pool, schema });
  return Object.assign(database, { transaction: transactionsOf(pool) });
}

/**
 * Transactions as Drizzle makes them, on connections that go back to the pool however they end: where `BEGIN` itself failed, on a connection that was cut, Drizzle 0.45
 * would keep it for ever.
 */
function transactionsOf(pool: Pool): Database['transaction'] {
  return async (work, config) => {
    const connection = await pool.connect();
    try {
      return await drizzle({ client: connection, schema }).transaction(work, config);
    } finally {
      // The pool throws away what is broken. So has to be what is still in a transaction, as its `ROLLBACK` failed too: whoever had the connection next would go on with it.
      connection.release(connection.getTransactionStatus() !== 'I');
    }
  };
}

/** DATABASE_URL. Throws when it is missing. */
export function postgresUrlFrom(env: NodeJS.ProcessEnv): string {
  const url = env['DATABASE_URL'];
  if (!url)
    throw new Error(
      'DATABASE_URL is not set: give the address of PostgreSQL, e.g. postgres://user:password@127.0.0.1:5432/cutline',
    );
  return url;
}
