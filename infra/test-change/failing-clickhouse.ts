import { randomUUID } from 'node:crypto';
import { ClickHouseError, type ClickHouseClient } from '@clickhouse/client';
import type { Faults } from './faults.ts';
import type { Fault } from './script.ts';

const methods = new Set<string | symbol>(['command', 'query', 'insert', 'exec']);

interface Sent {
  query?: string;
  table?: string;
  query_id?: string;
}
type Method = (sent: Sent) => Promise<unknown>;

/** A client that does what the other does, but for the statements that are to fail. */
export function failingClickHouse(client: ClickHouseClient, faults: Faults): ClickHouseClient {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const method = value.bind(target) as Method;
      if (!methods.has(name)) return method;
      return async (sent: Sent): Promise<unknown> => {
        const fault = faults.next('clickhouse', sent.query ?? `INSERT INTO ${sent.table ?? ''}`);
        return fault ? fail(target, method, sent, fault) : method(sent);
      };
    },
  });
}

async function fail(client: ClickHouseClient, method: Method, sent: Sent, fault: Fault): Promise<never> {
  if (fault.when === 'before') throw errorOf(fault);
  const query_id = sent.query_id ?? randomUUID();
  const carriedOut = method({ ...sent, query_id }).catch(() => {});
  if (fault.when === 'during')
    await client.command({ query: 'KILL QUERY WHERE query_id = {id:String} ASYNC', query_params: { id: query_id } });
  await carriedOut;
  throw errorOf(fault);
}

function errorOf({ as }: Fault): Error {
  if (as === 'outage') return Object.assign(new Error('socket hang up (injected)'), { code: 'ECONNRESET' });
  return new ClickHouseError({ message: 'Refused (injected)', code: '49', type: 'LOGICAL_ERROR' });
}
