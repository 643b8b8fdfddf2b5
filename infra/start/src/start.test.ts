import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, type ProcessRecord } from '@cutline/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'cutline-start-'));
const home = join(folder, 'home');
const started: ChildProcess[] = [];

/** Small programs in the place of the real API and worker: they only show that they were started, and how. */
beforeAll(() => {
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  chmodSync(folder, 0o711);
  mkdirSync(home);
  const api = `
    import { createServer } from 'node:http';
    import { existsSync, readFileSync, writeFileSync } from 'node:fs';
    const { CUTLINE_HOME, CUTLINE_STATE_FILE, PORT } = process.env;
    const file = CUTLINE_HOME + '/credentials.json';
    if (!existsSync(file)) writeFileSync(file, JSON.stringify({ email: 'first@example.org' }), { mode: 0o600 });
    createServer((request, response) => {
      if (request.url === '/crash') process.exit(1);
      response.end(readFileSync(CUTLINE_STATE_FILE));
    }).listen(PORT, '127.0.0.1');
  `;
  const worker = `
    import { writeFileSync } from 'node:fs';
    writeFileSync(process.env.CUTLINE_HOME + '/worker-environment.json', JSON.stringify(process.env));
    setInterval(() => {}, 1000);
  `;
  writeFileSync(join(folder, 'api.mjs'), api);
  writeFileSync(join(folder, 'worker.mjs'), worker);
});
afterAll(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}

function run(
  script: 'start' | 'stop',
  environment: Record<string, string> = {},
): { child: ChildProcess; output: () => string } {
  const commands = {
    build: [process.execPath, '--version'],
    api: [process.execPath, join(folder, 'api.mjs')],
    worker: [process.execPath, join(folder, 'worker.mjs')],
    workerPolls: false,
  };
  const env = {
    ...process.env,
    CUTLINE_HOME: home,
    CUTLINE_COMMANDS: JSON.stringify(commands),
    PORT: '',
    ...environment,
  };
  const child = spawn(process.execPath, [join(import.meta.dirname, `${script}.ts`)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
}

async function running(
  environment: Record<string, string> = {},
): Promise<{ child: ChildProcess; output: () => string; url: string }> {
  const { child, output } = run('start', environment);
  await expect.poll(output, { timeout: 60_000 }).toContain('Ctrl-C ends it');
  return { child, output, url: /http:\/\/localhost:\d+/.exec(output())?.[0] ?? '' };
}

const records = (): ProcessRecord[] =>
  readdirSync(home)
    .filter((name) => name.endsWith('.pid'))
    .map((name) => JSON.parse(readFileSync(join(home, name), 'utf8')) as ProcessRecord);

type State = Record<string, { state: string }>;
const stateAt = async (url: string): Promise<State> =>
  ((await (await fetch(`${url}/health`)).json()) as { components: State }).components;

let cutline: Awaited<ReturnType<typeof running>>;

test('a start brings everything up, shows the first credentials once, and a signal ends it all', async () => {
  const first = await running();
  expect(first.output()).toContain('first@example.org');
  const state = await stateAt(first.url);
  expect(Object.entries(state).map(([name, { state: now }]) => `${name} ${now}`)).toEqual([
    'postgres ready',
    'clickhouse ready',
    'temporal ready',
    'worker ready',
  ]);
  // The stand-in counts as ready when it runs, which is before it has written anything.
  const environment = (): unknown => JSON.parse(readFileSync(join(home, 'worker-environment.json'), 'utf8'));
  await expect.poll(environment).toMatchObject({
    CLICKHOUSE_DATABASE: 'cutline',
    CUTLINE_HOME: home,
    PORT: new URL(first.url).port,
  });
  const times = JSON.parse(readFileSync(join(home, 'logs/start-times.json'), 'utf8')) as { seconds: { parts: object } };
  expect(Object.keys(times.seconds.parts).sort()).toEqual([
    'api',
    'build',
    'clickhouse',
    'postgres',
    'temporal',
    'worker',
  ]);

  const all = records();
  expect(all).toHaveLength(5);
  expect(await ended(first.child, 'SIGINT')).toBe(0);
  expect(all.filter(isRunning)).toEqual([]);

  cutline = await running();
  expect(cutline.output()).not.toContain('first@example.org');
});

test('only its owner can look into the home', () => {
  expect(statSync(home).mode & 0o066).toBe(0);
  for (const name of ['secrets.json', 'credentials.json']) expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
});

test('a second start says that one is running', async () => {
  const second = run('start');
  await once(second.child, 'exit');
  expect(second.child.exitCode).toBe(1);
  expect(second.output()).toContain(`already running at ${cutline.url}`);
});

test('a port that was asked for and is taken ends the start with a message', async () => {
  const other = run('start', { CUTLINE_HOME: join(folder, 'other'), PORT: new URL(cutline.url).port });
  await once(other.child, 'exit');
  expect(other.child.exitCode).toBe(1);
  expect(other.output()).toContain('is taken by another program');
});

test('a port that browsers refuse ends the start before it has made anything', async () => {
  const elsewhere = join(folder, 'elsewhere');
  const other = run('start', { CUTLINE_HOME: elsewhere, PORT: '6000' });
  await once(other.child, 'exit');
  expect(other.child.exitCode).toBe(1);
  expect(other.output()).toContain('Browsers refuse to open pages from port 6000');
  expect(existsSync(elsewhere)).toBe(false);
});

test('a crashed API comes back at its address', async () => {
  await fetch(`${cutline.url}/crash`).catch(() => undefined);
  const answer = (): Promise<string | undefined> =>
    stateAt(cutline.url).then(
      ({ postgres }) => postgres?.state,
      () => 'away',
    );
  await expect.poll(answer, { timeout: 30_000 }).toBe('ready');
});

test('a launcher that is killed takes everything with it, and the next start works', async () => {
  const all = records();
  await ended(cutline.child, 'SIGKILL');
  cutline = await running();
  expect(Object.values(await stateAt(cutline.url)).map(({ state }) => state)).toEqual([
    'ready',
    'ready',
    'ready',
    'ready',
  ]);
  await expect.poll(() => all.filter(isRunning), { timeout: 20_000 }).toEqual([]);
});

test('a stop ends it from elsewhere', async () => {
  const all = records();
  const launcherExit = once(cutline.child, 'exit');
  const stop = run('stop');
  await once(stop.child, 'exit');
  expect(stop.output()).toContain('has stopped');
  expect(await launcherExit).toEqual([0, null]);
  expect(all.filter(isRunning)).toEqual([]);

  const again = run('stop');
  await once(again.child, 'exit');
  expect(again.output()).toContain('was not running');
});

test('without Temporal the API is up all the same and says what is missing', async () => {
  const { child, url, output } = await running({ TEMPORAL_CLI: '/nowhere/temporal' });
  const state = await stateAt(url);
  expect([state['temporal']?.state, state['worker']?.state]).toEqual(['failed', 'failed']);
  expect(output()).toContain('TEMPORAL_CLI says /nowhere/temporal');
  await ended(child, 'SIGTERM');
});
