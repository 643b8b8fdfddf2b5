import { join } from 'node:path';
import { origin } from '../import-file/origin.ts';
import { UnreadableFile } from '../import-file/unreadable-file.ts';
import { findInFolder } from './allowed-folder.ts';
import { PlaceRefused } from './place-refused.ts';
import type { ImportPlaces } from './places.ts';

/**
 * Where an import's file is on the disk. Throws `UnreadableFile` for one in a folder that is not allowed any more, or was changed since it was
 * chosen.
 */
export async function locateFile(
  { home, places }: { home: string; places: ImportPlaces },
  row: { id: string; origin: unknown; bytes: number },
): Promise<string> {
  const from = row.origin ? origin.parse(row.origin) : null;
  if (from?.type !== 'folder') return join(home, 'uploads', row.id);
  const found = await findInFolder(places, from.path).catch((error: unknown) => {
    if (!(error instanceof PlaceRefused)) throw error;
    throw new UnreadableFile(error.code === 'not-there' ? 'file-missing' : 'place-refused', error.message);
  });
  if (found.bytes !== row.bytes || found.modified !== from.modified)
    throw new UnreadableFile('file-changed', 'The file was changed since it was chosen. Choose it again.');
  return found.real;
}
