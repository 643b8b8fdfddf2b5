import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { takeLock } from './lock.ts';
import { describeProcess } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'cutline-lock-'));
const file = join(folder, 'lock');
afterAll(() => rmSync(folder, { recursive: true }));

test('a lock is held by one at a time', () => {
  const release = takeLock(file);
  expect(release).toBeDefined();
  expect(takeLock(file)).toBeUndefined();
  release?.();
  const again = takeLock(file);
  expect(again).toBeDefined();
  again?.();
});

test.each([
  ['a process that is gone', { pid: 2 ** 22 + 1, started: 'long ago' }],
  ['another process that has the number of a gone one', { ...describeProcess(process.pid), started: 'long ago' }],
])('a lock of %s does not count', (_who, record) => {
  writeFileSync(file, JSON.stringify(record));
  const release = takeLock(file);
  expect(release).toBeDefined();
  release?.();
});
