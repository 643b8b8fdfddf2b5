import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRunning, type ProcessRecord } from './processes.ts';
import { type ComponentStatus } from './status.ts';
import { type ServiceDefinition, supervise } from './supervisor.ts';

let home: string;
let spawned: ProcessRecord[];
let statuses: ComponentStatus[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cutline-supervisor-'));
  spawned = [];
  statuses = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const options = () => ({
  home,
  onStatus: (status: ComponentStatus) => void statuses.push(status),
  onSpawn: (record: ProcessRecord) => void spawned.push(record),
});

/** A service that is a small program; it counts as ready once it has made its file. */
function service(program: string, changes: Partial<ServiceDefinition> = {}): ServiceDefinition {
  const file = join(home, 'made');
  return {
    name: 'example',
    title: 'Example',
    preferredPort: undefined,
    stopSignal: 'SIGTERM',
    stopPatience: 300,
    prepare: async () => {},
    launch: async () => ({ command: process.execPath, args: ['-e', program, file] }),
    check: async () => {
      if (!existsSync(file)) throw new Error('no file yet');
    },
    ...changes,
  };
}

const makeFile = "require('fs').writeFileSync(process.argv[1], '');";

test('a service that cannot start fails with the end of its log, and leaves no process', async () => {
  const failing = await supervise(service("console.error('no such setting'); process.exit(3)"), options());
  await expect(failing.ready).rejects.toThrow(/Example did not start: .*code 3.*no such setting/s);
  expect(failing.status.state).toBe('failed');
  expect(spawned).toHaveLength(3);
  expect(spawned.filter(isRunning)).toEqual([]);
});

test('one that does not end when asked to is killed', async () => {
  const stubborn = await supervise(
    service(`process.on('SIGTERM', () => {}); ${makeFile} setInterval(() => {}, 1000)`),
    options(),
  );
  await stubborn.ready;
  expect(spawned.filter(isRunning)).toHaveLength(1);
  await stubborn.stop();
  expect(spawned.filter(isRunning)).toEqual([]);
  expect(stubborn.status.state).toBe('down');
});

test('a stop during the preparation ends it and nothing is launched', async () => {
  const prepare: ServiceDefinition['prepare'] = (_report, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));
  const preparing = await supervise(service(makeFile, { prepare }), options());
  await preparing.stop();
  await expect(preparing.ready).rejects.toThrow('given up');
  expect(spawned).toEqual([]);
});

test('one that keeps ending is started again and again', async () => {
  const crashing = await supervise(service(`${makeFile} setTimeout(() => process.exit(1), 50)`), options());
  await expect
    .poll(() => statuses.filter(({ state }) => state === 'ready').length, { timeout: 20_000 })
    .toBeGreaterThan(3);
  await crashing.stop();
  expect(spawned.filter(isRunning)).toEqual([]);
});
