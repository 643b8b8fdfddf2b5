/**
 * Runs a program of Cutline's with the addresses of its services: those of the environment where DATABASE_URL is given, as on a cluster; those of
 * the Cutline that runs in this home; else the databases of this home are started for as long as it takes.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runningRecord, startServices } from '@cutline/embedded';
import { appEnvironment } from './apps.ts';
import { environmentFile, lockFile, openHome, root } from './home.ts';

const nowhere = { ready: Promise.resolve(), pid: undefined, address: '' };
const [program = '', ...args] = process.argv.slice(2);
process.exitCode = process.env['DATABASE_URL'] ? await run({}) : await withHome(openHome(process.env));

async function withHome(home: string): Promise<number> {
  if (runningRecord(lockFile(home)) !== undefined) {
    if (!existsSync(environmentFile(home))) {
      console.error('Cutline is still starting: try again when it is up.');
      return 1;
    }
    return run(JSON.parse(readFileSync(environmentFile(home), 'utf8')) as Record<string, string>);
  }
  const services = await startServices({ home, only: ['postgres', 'clickhouse'] });
  try {
    await services.ready;
    return await run(databasesOf(services, home));
  } finally {
    await services.stop();
  }
}

/** Temporal is not there, and not needed. */
function databasesOf(services: Parameters<typeof appEnvironment>[0], home: string): Record<string, string> {
  const { postgres, clickhouse, ready, status, stop } = services;
  return appEnvironment({ postgres, clickhouse, temporal: nowhere, ready, status, stop }, home, 0);
}

function run(environment: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [join(root, program), ...args], {
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
