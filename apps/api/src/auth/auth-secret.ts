import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secret that signs session cookies: AUTH_SECRET, else one made once and kept in `home`, readable by its owner only. */
export async function authSecretIn(home: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (env['AUTH_SECRET']) return env['AUTH_SECRET'];
  const file = join(home, 'auth-secret');
  await mkdir(home, { recursive: true });
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
