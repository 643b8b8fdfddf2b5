import { join } from 'node:path';
import { startServices, type Services } from '@cutline/embedded';
import pg from 'pg';
import { countRequests, inlined } from '../meter.ts';
import type { ExportedShop } from './export-shop.ts';
import { peakMemoryOfTree } from './peak-memory.ts';
import type { Store } from './store.ts';

/** As somebody would set it up for such work on a machine of this size. */
const settings = {
  shared_buffers: '2GB',
  work_mem: '512MB',
  maintenance_work_mem: '1GB',
  max_wal_size: '16GB',
  random_page_cost: '1.1',
};

/** A PostgreSQL of the benchmark's own, with the shop's events in a table that has the indexes which serve the chain best. */
export async function openPostgres(folder: string, shop: ExportedShop): Promise<Store> {
  const home = join(folder, 'postgres-home');
  const start = async (port: number): Promise<Services> => {
    const started = await startServices({ home, only: ['postgres'], ports: { postgres: port }, disposable: true });
    await started.ready;
    return started;
  };
  const connect = async (): Promise<pg.Client> => {
    const connected = new pg.Client({ connectionString: services.postgres.url });
    await connected.connect();
    return connected;
  };
  let services = await start(0);
  let client = await connect();
  const restart = async (): Promise<void> => {
    const port = Number(new URL(services.postgres.url).port);
    await client.end();
    await services.stop();
    services = await start(port);
    client = await connect();
  };

  for (const [name, value] of Object.entries(settings)) await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
  await restart();
  await client.query('CREATE UNLOGGED TABLE events (action text, time bigint, profile integer, batch bigint)');
  await client.query('CREATE UNLOGGED TABLE known_profiles (profile integer PRIMARY KEY, batch bigint)');
  for (const file of shop.events) await client.query(`COPY events FROM '${file}' (FORMAT csv)`);
  await client.query(`COPY known_profiles FROM '${shop.knownProfiles}' (FORMAT csv)`);
  // Both answer without the table; the planner takes the one that it finds cheaper, as the first needs no sorting.
  await client.query('CREATE INDEX by_profile ON events (action, profile) INCLUDE (time, batch)');
  await client.query('CREATE INDEX by_time ON events (action, time) INCLUDE (profile, batch)');
  await client.query('VACUUM (ANALYZE) events');
  await client.query('VACUUM (ANALYZE) known_profiles');
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
  const memory = peakMemoryOfTree(() => services.postgres.pid!);
  return {
    title: `PostgreSQL ${rows[0]!.version.split(' ')[0]}`,
    createMeter: () =>
      countRequests(async <Row>(query: string, bindings: Parameters<typeof inlined>[1]) => {
        const result = await client.query(inlined(query, bindings));
        return result.rows as Row[];
      }),
    copyOf: (table, from) => `CREATE TABLE ${table} AS SELECT * FROM ${from}`,
    restart,
    /** Pages that were asked for, from memory or not. */
    async read() {
      await client.query('SELECT pg_stat_force_next_flush()');
      const { rows } = await client.query<Record<'rows' | 'bytes', string>>(
        `SELECT tup_returned AS rows, (blks_hit + blks_read) * current_setting('block_size')::bigint AS bytes
         FROM pg_stat_database WHERE datname = current_database()`,
      );
      return { rows: Number(rows[0]!.rows), bytes: Number(rows[0]!.bytes) };
    },
    memory,
    async stop() {
      memory.end();
      await client.end();
      await services.stop();
    },
  };
}
