import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const key = z.object({
  id: z.string().regex(/^[a-z0-9]{1,16}$/),
  /** 32 bytes, base64. */
  key: z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'should be 32 bytes in base64'),
});

const keyringFile = z.strictObject({
  /** What secrets are sealed with: new ones with the first, earlier ones can still be opened. */
  keys: z.array(key).min(1),
  /** What identifiers of erased people are hashed with: it must stay, or nobody could be recognised. */
  hashKey: key.shape.key,
});

/** The installation's keys. Whoever has them and a copy of PostgreSQL can read its secrets. */
export type Keyring = z.infer<typeof keyringFile>;

/** A new key under an id that none of `others` has. */
export function newKey(others: readonly { id: string }[] = []): Keyring['keys'][number] {
  const taken = new Set(others.map(({ id }) => id));
  for (let number = others.length + 1; ; number += 1) {
    if (!taken.has(`k${number}`)) return { id: `k${number}`, key: randomBytes(32).toString('base64') };
  }
}

/**
 * The keyring of an installation: from CUTLINE_KEYRING (JSON), else from `keyring.json` in its home, which is made where it is missing.
 * Several processes that start at once agree on one. One from the file follows it: whoever asks for its keys after they were rotated gets the
 * new ones, so that nothing has to be restarted. Throws for one that cannot be read: without it secrets are lost, so nothing is made in its
 * place.
 */
export async function keyringIn(home: string, env: NodeJS.ProcessEnv): Promise<Keyring> {
  const given = env['CUTLINE_KEYRING'];
  if (given) return parse(given, 'CUTLINE_KEYRING');
  const path = join(home, 'keyring.json');
  return follow(path, (await readWhole(path)) ?? (await make(path)));
}

async function readWhole(path: string): Promise<Keyring | undefined> {
  const found = await readFile(path, 'utf8').catch(ignoringMissing);
  return found === undefined ? undefined : parse(found, path);
}

async function make(path: string): Promise<Keyring> {
  const made: Keyring = { keys: [newKey()], hashKey: randomBytes(32).toString('base64') };
  await mkdir(dirname(path), { recursive: true });
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(own, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  try {
    // Unlike a rename, it fails where another process was faster; and whoever sees the file sees all of it.
    await link(own, path);
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return parse(await readFile(path, 'utf8'), path);
  } finally {
    await rm(own, { force: true });
  }
}

/** A keyring whose keys are those that stand in the file now. Secrets are opened seldom: looking costs microseconds. */
function follow(path: string, first: Keyring): Keyring {
  let { keys } = first;
  let seen = stampOf(path);
  return {
    get keys() {
      const stamp = stampOf(path);
      // A file that is gone or broken says nothing: what was read before still opens what was sealed.
      if (stamp !== undefined && stamp !== seen) {
        try {
          keys = parse(readFileSync(path, 'utf8'), path).keys;
        } catch {
          return keys;
        }
        seen = stamp;
      }
      return keys;
    },
    hashKey: first.hashKey,
  };
}

function stampOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found && `${found.ino} ${found.mtimeNs} ${found.size}`;
}

/** Puts a new key before the others. What was sealed stays readable; seal it again, then `dropOldKeys`. */
export async function addKey(home: string): Promise<Keyring> {
  return change(home, (keyring) => ({ ...keyring, keys: [newKey(keyring.keys), ...keyring.keys] }));
}

/** Leaves only the newest key. Whatever is still sealed with another is lost. */
export async function dropOldKeys(home: string): Promise<Keyring> {
  return change(home, (keyring) => ({ ...keyring, keys: keyring.keys.slice(0, 1) }));
}

async function change(home: string, how: (keyring: Keyring) => Keyring): Promise<Keyring> {
  const path = join(home, 'keyring.json');
  const changed = how(parse(await readFile(path, 'utf8'), path));
  const beside = `${path}.new`;
  await writeFile(beside, `${JSON.stringify(changed, null, 2)}\n`, { mode: 0o600 });
  await rename(beside, path);
  return changed;
}

function parse(text: string, where: string): Keyring {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`${where} is not JSON. Restore it from a backup: secrets cannot be read without it.`);
  }
  const read = keyringFile.safeParse(json);
  if (!read.success)
    throw new Error(`${where} is not a keyring (${z.prettifyError(read.error)}). Restore it from a backup.`);
  return read.data;
}

function ignoringMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
