import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from './lock.ts';
import { isExecutable, onPath } from './programs.ts';
import type { ComponentState } from './status.ts';

const run = promisify(execFile);

const version = '1.5.1';

/** SHA-256 of the official archives of this version, by platform and architecture. */
const archives: Readonly<Record<string, { name: string; sha256: string }>> = {
  'linux-x64': { name: 'linux_amd64', sha256: 'ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d' },
  'linux-arm64': { name: 'linux_arm64', sha256: 'bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5' },
  'darwin-x64': { name: 'darwin_amd64', sha256: 'bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9' },
  'darwin-arm64': { name: 'darwin_arm64', sha256: 'cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415' },
};

export interface FindOptions {
  env?: NodeJS.ProcessEnv;
  report?: (state: ComponentState, message: string) => void;
  /** Gives up fetching or building. */
  signal?: AbortSignal;
  /** Where to download from, without the archive's name. */
  releases?: string;
}

/**
 * The path of Temporal's command line: from TEMPORAL_CLI, PATH or the cache, else fetched from the official
 * release and checked, else built where Go is present.
 *
 * @throws Error with instructions when none of these works
 */
export async function findTemporalCli(options: FindOptions = {}): Promise<string> {
  const env = options.env ?? process.env;
  const report = options.report ?? (() => {});
  const named = env['TEMPORAL_CLI'];
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new Error(`TEMPORAL_CLI says ${named}, but no program is there`);
  }
  const found = onPath('temporal', env);
  if (found !== undefined) return found;
  const cache = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'cutline', `temporal-v${version}`);
  const cached = join(cache, 'temporal');
  if (isExecutable(cached)) return cached;
  mkdirSync(cache, { recursive: true });
  const { signal = new AbortController().signal, releases } = options;
  return await withLock(
    join(cache, 'lock'),
    () => report('fetching', 'Temporal is being fetched by another start'),
    signal,
    async () => {
      if (isExecutable(cached)) return cached;
      const failures: string[] = [];
      for (const get of [download, build]) {
        const temporary = mkdtempSync(join(cache, 'new-'));
        try {
          const program = await get({ folder: temporary, env, report, releases, signal });
          renameSync(program, cached);
          return cached;
        } catch (error) {
          signal.throwIfAborted();
          failures.push(error instanceof Error ? error.message : String(error));
        } finally {
          rmSync(temporary, { recursive: true, force: true });
        }
      }
      throw new Error(howToGetIt(failures));
    },
  );
}

type Get = (how: {
  folder: string;
  env: NodeJS.ProcessEnv;
  report: NonNullable<FindOptions['report']>;
  releases: string | undefined;
  signal: AbortSignal;
}) => Promise<string>;

const download: Get = async ({ folder, report, releases, signal }) => {
  const archive = archives[`${process.platform}-${process.arch}`];
  if (archive === undefined) throw new Error(`there is no official archive for ${process.platform} on ${process.arch}`);
  const file = `temporal_cli_${version}_${archive.name}.tar.gz`;
  const url = `${releases ?? `https://github.com/temporalio/cli/releases/download/v${version}`}/${file}`;
  report('fetching', `Temporal's command line is being downloaded (${file}, about 50 MB)`);
  let bytes: Buffer;
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(600_000)]) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    bytes = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw new Error(`the download from ${url} failed (${describe(error)})`, { cause: error });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== archive.sha256) throw new Error(`the download from ${url} has the wrong checksum ${sha256}`);
  writeFileSync(join(folder, file), bytes);
  await run('tar', ['-xzf', file, 'temporal'], { cwd: folder });
  return join(folder, 'temporal');
};

const build: Get = async ({ folder, env, report, signal }) => {
  const go = onPath('go', env);
  if (go === undefined) throw new Error('there is no Go on PATH to build it with');
  report('building', "Temporal's command line is being built with Go, once, in about five minutes");
  try {
    await run(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${version}`], {
      env: { ...env, GOBIN: folder, GOFLAGS: '' },
      maxBuffer: 100_000_000,
      signal,
    });
  } catch (error) {
    throw new Error(`building it with Go failed (${describe(error)})`, { cause: error });
  }
  return join(folder, 'temporal');
};

function howToGetIt(failures: readonly string[]): string {
  return [
    `Temporal's command line (v${version}) is missing: ${failures.join('; ')}.`,
    'Install it from https://docs.temporal.io/cli/setup-cli so that `temporal` is on PATH, or set TEMPORAL_CLI to its path, then start again.',
  ].join(' ');
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message.slice(0, 500)}${cause}`;
}
