import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findClickHouseServer } from './clickhouse-server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutline-clickhouse-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A stand-in for the program, with a version and, if so wanted, something that answers on the configured port. */
function program(version: string, answer: string | undefined): NodeJS.ProcessEnv {
  const answering = `require('http').createServer((_, response) => response.end('${answer}\\n')).listen(process.argv[1])`;
  const lines = [
    '#!/bin/sh',
    `[ "$2" = --version ] && echo '${version}' && exit 0`,
    answer === undefined ? 'exit 1' : `port=$(/bin/sed -n 's:.*<http_port>\\(.*\\)</http_port>:\\1:p' config.xml)`,
    `exec ${process.execPath} -e "${answering}" "$port"`,
  ];
  writeFileSync(join(folder, 'clickhouse'), lines.join('\n'));
  chmodSync(join(folder, 'clickhouse'), 0o755);
  return { PATH: folder };
}

const find = async (env: NodeJS.ProcessEnv): Promise<string | undefined> => {
  const found = await findClickHouseServer(env, folder);
  expect(readdirSync(folder).filter((name) => name.startsWith('trial-'))).toEqual([]);
  return found;
};

test.each([
  ['nothing is on PATH', () => ({ PATH: '' })],
  ['it is no server', () => program('clickhouse-local 26.1.1', '1')],
  ['it is too old', () => program('ClickHouse server version 25.7.9.1 (official build).', '1')],
  ['it does not start', () => program('ClickHouse server version 26.7.1.1 (official build).', undefined)],
])('no server is found where %s', async (_why, env) => {
  expect(await find(env())).toBeUndefined();
});

test('a server that is new enough and answers is found', async () => {
  const env = program('ClickHouse server version 26.7.1.1 (official build).', '1');
  expect(await find(env)).toBe(join(folder, 'clickhouse'));
});
