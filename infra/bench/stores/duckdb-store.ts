import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countRequests, inlined } from '../meter.ts';
import type { ExportedShop } from './export-shop.ts';
import { peakMemoryOf } from './peak-memory.ts';
import type { Store } from './store.ts';

type Answer = { rows: unknown[] } | { error: string };

/**
 * DuckDB in a process of its own, with the shop's events in a table ordered by action and time, or left in the Parquet files.
 *
 * @param options.native whether events become a table of its own
 */
export async function openDuckDb(folder: string, shop: ExportedShop, options: { native: boolean }): Promise<Store> {
  const file = join(folder, 'shop.duckdb');
  const start = async (): Promise<ChildProcess> => {
    const child = fork(join(import.meta.dirname, 'duckdb-process.ts'), [file], { stdio: 'inherit' });
    await answerOf(child);
    return child;
  };
  let child = await start();
  const send = async <Row>(query: string): Promise<Row[]> => {
    child.send({ query });
    return (await answerOf(child)) as Row[];
  };
  const end = async (): Promise<void> => {
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  };
  const files = `read_parquet([${shop.events.map((each) => `'${each}'`).join(', ')}])`;
  await send(
    options.native
      ? `CREATE TABLE events AS SELECT * FROM ${files} ORDER BY action, time`
      : `CREATE VIEW events AS SELECT * FROM ${files}`,
  );
  await send(`CREATE TABLE known_profiles AS SELECT * FROM read_parquet('${shop.knownProfiles}')`);
  await send('CHECKPOINT');
  const [version] = await send<{ version: string }>('SELECT version() AS version');
  return {
    title: `DuckDB ${version!.version.replace(/^v/, '')}`,
    createMeter: () => countRequests(async (query, bindings) => send(inlined(query, bindings))),
    copyOf: (table, from) => `CREATE TABLE ${table} AS SELECT * FROM ${from}`,
    async restart() {
      await end();
      child = await start();
    },
    // What the process asked the system for: a new one has nothing cached, so each byte once, compressed as it lies in the file.
    read: async () => ({ rows: undefined, bytes: bytesAsked(child.pid!) }),
    memory: peakMemoryOf(() => child.pid!),
    stop: end,
  };
}

/** The next message of the process. Rejects when it ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown[]> {
  const ended = new AbortController();
  try {
    const answer = await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => message as Answer),
      once(child, 'exit', { signal: ended.signal }).then(([code]): Answer => ({
        error: `DuckDB's process ended: ${code}`,
      })),
    ]);
    if ('error' in answer) throw new Error(answer.error);
    return answer.rows;
  } finally {
    ended.abort();
  }
}

function bytesAsked(pid: number): number | undefined {
  try {
    return Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
