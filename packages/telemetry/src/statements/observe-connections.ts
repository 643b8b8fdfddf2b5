import { Gauge } from 'prom-client';
import type { Database } from '@cutline/postgres';
import { registry } from '../metrics/registry.ts';

const connections = new Gauge({
  name: 'cutline_postgres_connections',
  help: 'Connections of this process to PostgreSQL: busy and idle, and callers that wait for one',
  labelNames: ['state'],
  registers: [registry],
  collect() {
    if (!pool) return;
    this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
    this.set({ state: 'idle' }, pool.idleCount);
    this.set({ state: 'waiting' }, pool.waitingCount);
  },
});

let pool: Database['$client'] | undefined;

/** Counts the connections of `database`, and from then on no other's. */
export function observeConnections(database: Database): void {
  pool = database.$client;
  connections.reset();
}
