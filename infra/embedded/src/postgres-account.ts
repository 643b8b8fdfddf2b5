import { execFileSync } from 'node:child_process';
import { accessSync, chownSync, constants, cpSync, existsSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';

/** The user PostgreSQL runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. As root, this gives the user `postgres`, made when there is none; as
 * anybody else undefined, which means: as oneself.
 */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'], {
        stdio: 'pipe',
      });
      return { uid: id('-u'), gid: id('-g') };
    } catch (error) {
      throw new Error(
        'PostgreSQL does not run as root, and no user `postgres` could be made for it. Run as another user, or create that user.',
        { cause: error },
      );
    }
  }
}

/** Whether another user may pass through all the folders above a path. */
function reachable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats !== undefined && (stats.mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * A folder for the data that the account can reach: inside the home, or, where the home lies in a folder closed
 * to others (root's own, often), below /var/lib with a link in the home.
 */
export function dataFolder(home: string, account: Account | undefined): string {
  const inside = join(home, 'postgres');
  const outside = join('/var/lib', `cutline-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`);
  const folder = account === undefined || reachable(inside) ? inside : outside;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  if (folder === outside && !existsSync(inside)) symlinkSync(outside, inside);
  return folder;
}

/** The folder of PostgreSQL's binaries, copied beside the data where the account cannot reach the original. */
export function reachableBinaries(native: string, folder: string, account: Account | undefined): string {
  if (account === undefined || reachable(join(native, 'bin'))) return native;
  const copy = join(folder, 'native');
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  accessSync(join(copy, 'bin', 'postgres'), constants.X_OK);
  return copy;
}
