import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Session } from 'chdb';
import { quoteString } from './statement.ts';
import { concurrentCalls } from './thread-pool.ts';

/** chDB on one data directory. */
export interface Engine {
  version: string;
  /** Folder for request bodies; also the working directory, so that their paths need no escaping. */
  spool: string;
  /** A connection of its own: what is SET in it, or created as temporary, ends with it. */
  open(): Session;
  /** Runs one native call when a thread for it is free. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Ends the statement that was opened with this query id; false when there is none. */
  kill(queryId: string): Promise<boolean>;
  close(): void;
}

/**
 * chDB's own query ids are random and cannot be given. This setting belongs to the HTTP interface, has no
 * effect in the engine, and is seen in system.processes: it carries the id of the request.
 */
const carrier = 'http_response_headers';
export const queryIdExpression = `extract(Settings['${carrier}'], '^\\\\{\\'query_id\\':\\'(.*)\\'\\\\}$')`;

/** The SET that names the statement a session runs. */
export function queryIdSetting(queryId: string): string {
  return `${carrier} = ${quoteString(`{'query_id':'${queryId}'}`)}`;
}

/**
 * Opens chDB on a directory, which no other process may have open. Memory is limited to half of the
 * machine's.
 */
export function openEngine(directory: string): Engine {
  const data = join(directory, 'data');
  const spool = join(directory, 'spool');
  rmSync(spool, { recursive: true, force: true });
  mkdirSync(spool, { recursive: true });
  mkdirSync(data, { recursive: true });
  const config = join(directory, 'config.xml');
  writeFileSync(
    config,
    `<clickhouse>
  <max_server_memory_usage_to_ram_ratio>0.5</max_server_memory_usage_to_ram_ratio>
  <mark_cache_size>268435456</mark_cache_size>
</clickhouse>
`,
  );
  process.chdir(spool);
  const open = (): Session => new Session(data, { connectionArgs: [`--config-file=${config}`] });
  // The engine lives as long as one connection does.
  const anchor = open();
  const version = anchor.query('SELECT version()', 'TabSeparated').trim();
  const waiting: (() => void)[] = [];
  let running = 0;

  async function run<T>(call: () => Promise<T>): Promise<T> {
    if (running >= concurrentCalls) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await call();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  async function kill(queryId: string): Promise<boolean> {
    const session = open();
    try {
      const sql = `KILL QUERY WHERE ${queryIdExpression} = ${quoteString(queryId)} ASYNC`;
      return (await session.queryAsync(sql, { format: 'TabSeparated' })).text() !== '';
    } finally {
      session.close();
    }
  }

  return { version, spool, open, run, kill, close: () => anchor.close() };
}
