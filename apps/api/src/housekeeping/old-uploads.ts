import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** An upload under way has no import yet: files younger than this stay, in milliseconds. */
const spared = 12 * 3_600_000;

/** Deletes uploaded files that no import needs any more; returns how many. */
export async function deleteOldUploads(folder: string, needed: ReadonlySet<string>, now = Date.now()): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let deleted = 0;
  for (const name of names) {
    if (needed.has(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile() || now - found.mtimeMs < spared) continue;
    await rm(path, { force: true });
    deleted += 1;
  }
  return deleted;
}
