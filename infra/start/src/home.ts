import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../../..');

/** The folder of all state: CUTLINE_HOME, or `.cutline` in the project. Made when missing. */
export function openHome(env: NodeJS.ProcessEnv): string {
  const home = resolve(root, env['CUTLINE_HOME'] || '.cutline');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return realpathSync(home);
}

/** Held by the launcher while it runs; names its process. */
export function lockFile(home: string): string {
  return join(home, 'start.lock');
}

/** Where the launcher says at which address it serves. */
export function addressFile(home: string): string {
  return join(home, 'address');
}

/** Where the launcher says how programs of Cutline reach the services; readable by its owner only. */
export function environmentFile(home: string): string {
  return join(home, 'environment.json');
}
