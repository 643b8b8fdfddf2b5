import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { ImportPlaces } from './places.ts';
import { PlaceRefused } from './place-refused.ts';

export interface FoundFile {
  /** On the disk, without symbolic links. */
  real: string;
  bytes: number;
  /** When it was last changed: ISO 8601. */
  modified: string;
}

/** Something in the import folder. */
export interface FolderEntry {
  /** Within the import folder, with slashes. */
  path: string;
  name: string;
  type: 'file' | 'folder';
  /** Null of a folder. */
  bytes: number | null;
  modified: string | null;
}

/** Entries that are listed of a folder, at most. */
const mostEntries = 1_000;

/** A file in the import folder. Throws `PlaceRefused` for one outside of it, by whatever way it is written or linked. */
export async function findInFolder(places: ImportPlaces, path: string): Promise<FoundFile> {
  const real = await within(places, path);
  const found = await stat(real);
  if (!found.isFile()) throw new PlaceRefused('not-a-file', `“${path}” is not a file.`);
  return { real, bytes: found.size, modified: found.mtime.toISOString() };
}

/** What is in the import folder, or in one of its folders: folders first, by name. Hidden files are left out. Throws `PlaceRefused`. */
export async function listFolder(places: ImportPlaces, path: string): Promise<FolderEntry[]> {
  const real = await within(places, path);
  const entries = await readdir(real, { withFileTypes: true }).catch(() => {
    throw new PlaceRefused('not-there', `“${path}” is not a folder.`);
  });
  const shown = entries
    .filter((entry) => (entry.isFile() || entry.isDirectory()) && !entry.name.startsWith('.'))
    .sort((a, b) => Number(b.isDirectory()) - Number(a.isDirectory()) || a.name.localeCompare(b.name, 'en'))
    .slice(0, mostEntries);
  return Promise.all(
    shown.map(async (entry): Promise<FolderEntry> => {
      const type = entry.isDirectory() ? 'folder' : 'file';
      const found = type === 'file' ? await stat(join(real, entry.name)).catch(() => null) : null;
      const inside = [...path.split('/').filter(Boolean), entry.name].join('/');
      const modified = found?.mtime.toISOString() ?? null;
      return { path: inside, name: entry.name, type, bytes: found?.size ?? null, modified };
    }),
  );
}

async function within({ folder }: ImportPlaces, path: string): Promise<string> {
  if (folder === undefined)
    throw new PlaceRefused('no-folder', 'This installation has no folder to import from: set CUTLINE_IMPORT_FOLDER.');
  const root = await realpath(folder).catch(() => {
    throw new PlaceRefused('not-there', 'The folder to import from is not there.');
  });
  const asked = resolve(root, `./${path}`);
  if (path.includes('\0') || !isInside(root, asked)) throw outside(path);
  const real = await realpath(asked).catch(() => {
    throw new PlaceRefused('not-there', `There is no “${path}” in the folder to import from.`);
  });
  if (!isInside(root, real)) throw outside(path);
  return real;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(root, way) === path;
}

function outside(path: string): PlaceRefused {
  return new PlaceRefused('outside-folder', `“${path.replaceAll('\0', '')}” is outside of the folder to import from.`);
}
