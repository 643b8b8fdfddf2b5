import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { choosePort, startServices } from '@cutline/embedded';

const root = join(import.meta.dirname, '../..');
const patience = 60_000;

/** Services, API and worker of the fuzzing's own. */
export interface Stack {
  url: string;
  /** Lines that the API has written about faults of its own. */
  faults(): string[];
  stop(): Promise<void>;
}

/** Builds API and worker and starts them on services and in a folder of their own. */
export async function startStack(): Promise<Stack> {
  const build = ['run', 'build', '--output-logs=errors-only', '--filter=@cutline/api', '--filter=@cutline/worker'];
  const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const built = spawnSync(join(root, 'node_modules/.bin/turbo'), build, {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  });
  if (built.status !== 0) throw new Error('The build failed.');

  const home = mkdtempSync(join(tmpdir(), 'cutline-fuzz-'));
  const services = await startServices({ home, ports: { postgres: 0, clickhouse: 0, temporal: 0 }, disposable: true });
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(end));
    await services.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await services.ready;
    const port = await choosePort(0);
    const { postgres, clickhouse, temporal } = services;
    const env = {
      ...process.env,
      DATABASE_URL: postgres.url,
      CLICKHOUSE_URL: clickhouse.url,
      CLICKHOUSE_USER: clickhouse.username,
      CLICKHOUSE_PASSWORD: clickhouse.password,
      CLICKHOUSE_DATABASE: clickhouse.database,
      TEMPORAL_ADDRESS: temporal.address,
      CUTLINE_HOME: home,
      CUTLINE_FIRST_RUN: 'off',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
      PORT: String(port),
    };
    const log = join(home, 'api.log');
    const start = (file: string, output: string): void => {
      const descriptor = openSync(output, 'a');
      children.push(
        spawn(process.execPath, [join(root, file)], { cwd: root, env, stdio: ['ignore', descriptor, descriptor] }),
      );
      closeSync(descriptor);
    };
    start('apps/api/dist/main.js', log);
    const url = `http://127.0.0.1:${port}`;
    await untilUp(`${url}/openapi.json`, children[0]!);
    start('apps/worker/src/main.ts', join(home, 'worker.log'));
    const faults = (): string[] =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line.includes('"level":50'));
    return { url, faults, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilUp(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (child.exitCode !== null) throw new Error('The API ended before it was up.');
    await wait(100);
  }
  throw new Error('The API did not come up.');
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
