import { connectPostgres, type Database } from '@cutline/postgres';
import { Pool, type PoolClient } from 'pg';
import type { Faults } from './faults.ts';
import type { Fault } from './script.ts';

type Query = (...sent: unknown[]) => Promise<unknown>;

/** Connects as `connectPostgres` does; the statements that are to fail do, in transactions and outside of them. */
export function failingPostgres(url: string, connections: number, faults: Faults): Database {
  const database = connectPostgres(url, connections);
  const pool = database.$client;
  const patched = new WeakSet<PoolClient>();
  const connect = async (): Promise<PoolClient> => {
    const client = await (Pool.prototype.connect as () => Promise<PoolClient>).call(pool);
    if (!patched.has(client)) patch(client, faults);
    patched.add(client);
    return client;
  };
  const query: Query = async (...sent) => {
    const client = await connect();
    let broken: Error | undefined;
    try {
      return await (client.query as Query)(...sent);
    } catch (error) {
      if (error instanceof Error && !('severity' in error)) broken = error;
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return Object.assign(database, { $client: Object.assign(pool, { connect, query }) });
}

function patch(client: PoolClient, faults: Faults): void {
  const original = (client.query as Query).bind(client);
  const query: Query = async (...sent) => {
    const fault = faults.next('postgres', textOf(sent[0]));
    return fault ? fail(client, original, sent, fault) : original(...sent);
  };
  Object.assign(client, { query });
}

async function fail(client: PoolClient, query: Query, sent: unknown[], { as, when }: Fault): Promise<never> {
  // What PostgreSQL refuses it has not done.
  if (as === 'refusal') throw Object.assign(new Error('Refused (injected)'), { code: '57014', severity: 'ERROR' });
  const carriedOut = when === 'before' ? undefined : query(...sent).catch(() => {});
  if (when === 'after') await carriedOut;
  cut(client);
  await carriedOut;
  throw new Error('Connection terminated unexpectedly (injected)');
}

/** As when the server is gone: what the connection held is rolled back, its locks are free. */
function cut(client: PoolClient): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

function textOf(sent: unknown): string {
  if (typeof sent === 'string') return sent;
  return typeof sent === 'object' && sent !== null && 'text' in sent ? String(sent.text) : '';
}
