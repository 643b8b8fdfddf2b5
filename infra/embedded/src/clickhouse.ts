import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findClickHouseServer, serverLaunch } from './clickhouse-server.ts';
import { onPath } from './programs.ts';
import type { ServiceDefinition } from './supervisor.ts';

/** The database that is there from the first start. */
export const clickhouseDatabase = 'cutline';

/**
 * ClickHouse over HTTP: a server on PATH, or the one within chDB's library. The first start decides; the home then keeps
 * to it, because the one may not open what the other wrote.
 */
export function clickhouseService(options: {
  home: string;
  password: string;
  preferredPort: number;
  env?: NodeJS.ProcessEnv;
}): ServiceDefinition {
  const env = options.env ?? process.env;
  const directory = join(options.home, 'clickhouse');
  const serverFolder = join(directory, 'server');
  let server: string | undefined;
  return {
    name: 'clickhouse',
    title: 'ClickHouse',
    preferredPort: options.preferredPort,
    stopSignal: 'SIGTERM',
    stopPatience: 5_000,
    async prepare() {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      if (existsSync(join(directory, 'data'))) return;
      if (!existsSync(serverFolder)) server = await findClickHouseServer(env, directory);
      else if ((server = onPath('clickhouse', env)) === undefined)
        throw new Error(`The data in ${serverFolder} was written by a ClickHouse server, which is no longer on PATH.`);
    },
    async launch(port) {
      if (server !== undefined) return serverLaunch(server, serverFolder, port, options.password);
      return {
        command: process.execPath,
        args: [join(import.meta.dirname, 'chdb-server', 'main.ts'), directory, String(port)],
        env: { CLICKHOUSE_PASSWORD: options.password },
      };
    },
    async check(port) {
      const credentials = Buffer.from(`default:${options.password}`).toString('base64');
      const response = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        body: `CREATE DATABASE IF NOT EXISTS ${clickhouseDatabase}`,
        headers: { authorization: `Basic ${credentials}`, connection: 'close' },
        signal: AbortSignal.timeout(10_000),
      });
      if (!response.ok) throw new Error(await response.text());
    },
  };
}
