import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addKey, dropOldKeys, isSealedAnew, keyedHash, keyringIn, open, seal } from './index.ts';

let home: string;
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'cutline-secrets-'))));
afterEach(() => rm(home, { recursive: true }));

it('opens what it sealed, and nothing that was changed or put elsewhere', async () => {
  const keyring = await keyringIn(home, {});
  const sealed = seal(keyring, 'wk_Straße', 'write-key:1');
  expect(sealed).not.toContain('Stra');
  expect(open(keyring, sealed, 'write-key:1')).toBe('wk_Straße');
  expect(() => open(keyring, sealed, 'write-key:2')).toThrow();
  expect(() => open(keyring, `${sealed.slice(0, -2)}xx`, 'write-key:1')).toThrow();
  expect(() => open(keyring, 'plain', 'write-key:1')).toThrow('not a sealed secret');
  expect(seal(keyring, 'wk_Straße', 'write-key:1')).not.toBe(sealed);
});

it('makes a keyring once, for its owner only, however many start at the same time', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => keyringIn(home, {})));
  expect(new Set(made.map((keyring) => JSON.stringify(keyring))).size).toBe(1);
  expect((await stat(join(home, 'keyring.json'))).mode & 0o777).toBe(0o600);
});

it('rotates: old secrets stay readable until the old keys are dropped', async () => {
  const before = await keyringIn(home, {});
  const old = seal(before, 'secret', 'x');
  const during = await addKey(home);
  expect(open(during, old, 'x')).toBe('secret');
  expect(isSealedAnew(during, old)).toBe(false);
  const again = seal(during, open(during, old, 'x'), 'x');
  expect(isSealedAnew(during, again)).toBe(true);
  await dropOldKeys(home);
  const after = await keyringIn(home, {});
  expect(open(after, again, 'x')).toBe('secret');
  expect(() => open(after, old, 'x')).toThrow('which the keyring does not have');
  expect(keyedHash(after, 'email:ada@example.com')).toBe(keyedHash(before, 'email:ada@example.com'));
});

it('says what is wrong with a keyring and leaves it as it is', async () => {
  const path = join(home, 'keyring.json');
  for (const text of ['', '{', '{"keys":[]}', '{"keys":[{"id":"k1","key":"short"}],"hashKey":""}']) {
    await writeFile(path, text);
    await expect(keyringIn(home, {})).rejects.toThrow(/Restore it/);
    expect(await readFile(path, 'utf8')).toBe(text);
  }
  await rm(path);
  await expect(keyringIn(home, { CUTLINE_KEYRING: 'x' })).rejects.toThrow('CUTLINE_KEYRING');
});

it('is followed by processes that read it before: they seal with a new key and open with any, without a restart', async () => {
  const running = await keyringIn(home, {});
  const old = seal(running, 'secret', 'x');
  await addKey(home);
  expect(isSealedAnew(running, old)).toBe(false);
  const again = seal(running, open(running, old, 'x'), 'x');
  await dropOldKeys(home);
  expect(open(running, again, 'x')).toBe('secret');
  expect(() => open(running, old, 'x')).toThrow('which the keyring does not have');
  await writeFile(join(home, 'keyring.json'), '{');
  expect(open(running, again, 'x')).toBe('secret');
});
