import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findTemporalCli } from './temporal-cli.ts';

let folder: string;
let env: NodeJS.ProcessEnv;
let server: Server;
let releases: string;
let requests = 0;
const said: string[] = [];
const report = (state: string): void => void said.push(state);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cutline-cli-'));
  mkdirSync(join(folder, 'bin'));
  env = { PATH: join(folder, 'bin'), XDG_CACHE_HOME: join(folder, 'cache') };
  requests = 0;
  said.length = 0;
  server = createServer((_request, response) => {
    requests += 1;
    response.end('not the archive');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  releases = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function program(file: string, text = '#!/bin/sh\n'): string {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

const cached = (): string => join(folder, 'cache/cutline/temporal-v1.5.1/temporal');

test('TEMPORAL_CLI comes before PATH, and PATH before the cache', async () => {
  mkdirSync(join(folder, 'cache/cutline/temporal-v1.5.1'), { recursive: true });
  program(cached());
  expect(await findTemporalCli({ env })).toBe(cached());
  const onPath = program(join(folder, 'bin/temporal'));
  expect(await findTemporalCli({ env })).toBe(onPath);
  const named = program(join(folder, 'named'));
  expect(await findTemporalCli({ env: { ...env, TEMPORAL_CLI: named } })).toBe(named);
  await expect(findTemporalCli({ env: { ...env, TEMPORAL_CLI: '/nowhere' } })).rejects.toThrow(
    /TEMPORAL_CLI says \/nowhere/,
  );
});

test('a download with a wrong checksum is not run, and the message says how to get the program', async () => {
  const missing = findTemporalCli({ env, report, releases });
  await expect(missing).rejects.toThrow(/wrong checksum.*no Go on PATH.*docs\.temporal\.io/);
  expect(said).toEqual(['fetching']);
  expect(readdirSync(join(folder, 'cache/cutline/temporal-v1.5.1'))).toEqual([]);
});

test('a stop ends the build at once and leaves nothing half done', async () => {
  program(join(folder, 'bin/go'), '#!/bin/sh\nexec /bin/sleep 600\n');
  const stop = new AbortController();
  const finding = findTemporalCli({
    env,
    releases,
    signal: stop.signal,
    report: (state) => {
      if (state === 'building') setImmediate(() => stop.abort());
    },
  });
  await expect(finding).rejects.toThrow(/abort/i);
  expect(readdirSync(join(folder, 'cache/cutline/temporal-v1.5.1'))).toEqual([]);
});

test('where the download fails it is built with Go, once for all who ask', async () => {
  program(
    join(folder, 'bin/go'),
    `#!/bin/sh\necho built >> ${join(folder, 'builds')}\nprintf '#!/bin/sh\\n' > "$GOBIN/temporal"\n/bin/chmod +x "$GOBIN/temporal"\n`,
  );
  const found = await Promise.all([1, 2].map(() => findTemporalCli({ env, report, releases })));
  expect(found).toEqual([cached(), cached()]);
  expect(requests).toBe(1);
  expect(said.filter((state) => state === 'building')).toHaveLength(1);
});
