import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

/** What `npm start` leaves for its user. */
export interface Credentials {
  url: string;
  email: string;
  password: string;
  apiKey: string;
  workspaceId: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    credentials: Credentials;
  }
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const patience = 240_000;

/**
 * Starts the product in a folder and on a port of its own, and waits until the demo shop's segments are computed.
 * With CUTLINE_CREDENTIALS set (the credentials.json of a product that runs) that one is used and left alone.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const running = process.env['CUTLINE_CREDENTIALS'];
  if (running) {
    project.provide('credentials', JSON.parse(readFileSync(running, 'utf8')) as Credentials);
    return undefined;
  }
  const home = mkdtempSync(join(tmpdir(), 'cutline-end-to-end-'));
  const port = await freePort();
  const launcher = spawn(process.execPath, [join(root, 'infra/start/src/start.ts')], {
    cwd: root,
    env: { ...process.env, CUTLINE_HOME: home, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  launcher.stdout.on('data', (chunk) => output.push(String(chunk)));
  launcher.stderr.on('data', (chunk) => output.push(String(chunk)));
  const teardown = async (): Promise<void> => {
    await end(launcher);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const credentials = await until('credentials.json', launcher, () => {
      return JSON.parse(readFileSync(join(home, 'credentials.json'), 'utf8')) as Credentials;
    });
    await until('the demo shop', launcher, async () => {
      const headers = { authorization: `Bearer ${credentials.apiKey}` };
      const path = `/api/v1/workspaces/${credentials.workspaceId}/definitions?kind=segment`;
      const response = await fetch(`${credentials.url}${path}`, { headers });
      const { items } = (await response.json()) as { items: { segment?: { members: number | null } }[] };
      if (items.length === 0 || items.some((item) => !item.segment?.members)) throw new Error('not computed yet');
    });
    project.provide('credentials', credentials);
  } catch (error) {
    await teardown();
    throw new Error(`The product did not start:\n${output.join('')}`, { cause: error });
  }
  return teardown;
}

/** Tries again and again until it does not throw; gives up when the launcher ends or patience does. */
async function until<T>(what: string, launcher: ChildProcess, attempt: () => T | Promise<T>): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (launcher.exitCode !== null) throw new Error(`npm start ended before ${what} was there`, { cause: error });
      if (Date.now() > deadline) throw new Error(`${what} was not there after ${patience / 1000} s`, { cause: error });
      await new Promise((resume) => setTimeout(resume, 250));
    }
  }
}

async function end(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null) return;
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  launcher.kill('SIGINT');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
