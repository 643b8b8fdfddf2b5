import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@clickhouse/client';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { describeProcess, isRunning, type ProcessRecord } from './processes.ts';
import { type Services, startServices } from './services.ts';
import { serviceNames } from './status.ts';

const home = mkdtempSync(join(tmpdir(), 'cutline-services-'));
const anyPorts = { postgres: 0, clickhouse: 0, temporal: 0 };
let services: Services | undefined;

afterAll(async () => {
  await services?.stop();
  rmSync(home, { recursive: true, force: true });
});

const pidsOf = (running: Services): ProcessRecord[] =>
  serviceNames.map((name) => describeProcess(running[name].pid ?? 0)).filter((record) => record !== undefined);

async function write(running: Services): Promise<void> {
  const postgres = new pg.Client(running.postgres.url);
  await postgres.connect();
  await postgres.query('CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)');
  await postgres.end();
  const clickhouse = createClient(access(running));
  await clickhouse.command({ query: 'CREATE TABLE kept (n UInt8) ENGINE = MergeTree ORDER BY n' });
  await clickhouse.insert({ table: 'kept', values: [{ n: 1 }], format: 'JSONEachRow' });
  await clickhouse.close();
  const temporal = await Connection.connect({ address: running.temporal.address });
  await temporal.workflowService.startWorkflowExecution({
    namespace: 'default',
    workflowId: 'kept',
    workflowType: { name: 'none' },
    taskQueue: { name: 'nobody' },
    requestId: 'kept',
  });
  await temporal.close();
}

async function read(
  running: Services,
): Promise<{ postgres: number; clickhouse: unknown; temporal: string | null | undefined }> {
  const postgres = new pg.Client(running.postgres.url);
  await postgres.connect();
  const { rows } = await postgres.query<{ n: number }>('SELECT n FROM kept');
  await postgres.end();
  const clickhouse = createClient(access(running));
  const result = await (
    await clickhouse.query({ query: 'SELECT n FROM kept', format: 'JSONEachRow' })
  ).json<{ n: number }>();
  await clickhouse.close();
  const temporal = await Connection.connect({ address: running.temporal.address });
  const described = await temporal.workflowService.describeWorkflowExecution({
    namespace: 'default',
    execution: { workflowId: 'kept' },
  });
  await temporal.close();
  return { postgres: rows[0]?.n ?? 0, clickhouse: result[0]?.n, temporal: described.workflowExecutionInfo?.type?.name };
}

const access = ({ clickhouse: { url, username, password, database } }: Services) => ({
  url,
  username,
  password,
  database,
});
const kept = { postgres: 1, clickhouse: 1, temporal: 'none' };

test('the three services start, and a second start on the same home is refused', async () => {
  services = await startServices({ home, ports: anyPorts });
  await services.ready;
  expect(Object.values(services.status()).map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
  await expect(startServices({ home })).rejects.toThrow(/already running/);
  await write(services);
  expect(await read(services)).toEqual(kept);
});

test.each(serviceNames)('%s comes back after kill -9, at the same address, with its data', async (name) => {
  const running = services!;
  const addresses = (): string[] => [running.postgres.url, running.clickhouse.url, running.temporal.address];
  const before = { pid: running[name].pid ?? 0, addresses: addresses() };
  process.kill(before.pid, 'SIGKILL');
  await expect
    .poll(() => running[name].pid !== before.pid && running.status()[name]?.state, { timeout: 30_000 })
    .toBe('ready');
  expect(addresses()).toEqual(before.addresses);
  expect(await read(running)).toEqual(kept);
});

test('a stop ends every process, and the next start finds the data', async () => {
  const records = pidsOf(services!);
  expect(records).toHaveLength(3);
  await services!.stop();
  expect(records.filter(isRunning)).toEqual([]);
  services = await startServices({ home, ports: anyPorts });
  await services.ready;
  expect(await read(services)).toEqual(kept);
  await services.stop();
});

test('a taken port is left alone', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const moved = await startServices({ home, only: ['clickhouse'], ports: { clickhouse: port } });
  await moved.ready;
  expect(moved.clickhouse.url).not.toContain(`:${port}`);
  expect(() => moved.postgres.url).toThrow(/was not asked for/);
  await moved.stop();
  taken.close();
});

test('services whose owner is killed end too, and a new start works at once', async () => {
  const script = `
    const { startServices } = await import(${JSON.stringify(join(import.meta.dirname, 'services.ts'))});
    const services = await startServices({ home: ${JSON.stringify(home)}, ports: ${JSON.stringify(anyPorts)} });
    await services.ready;
    console.log([services.postgres.pid, services.clickhouse.pid, services.temporal.pid].join(' '));
  `;
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string];
  const records = line
    .split(' ')
    .map((pid) => describeProcess(Number(pid)))
    .filter((record) => record !== undefined);
  expect(records).toHaveLength(3);
  const gone = once(owner, 'exit');
  owner.kill('SIGKILL');
  await gone;
  services = await startServices({ home, ports: anyPorts });
  await services.ready;
  expect(await read(services)).toEqual(kept);
  await expect.poll(() => records.filter(isRunning), { timeout: 20_000 }).toEqual([]);
});
