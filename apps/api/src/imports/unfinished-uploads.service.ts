import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { POSTGRES } from '../databases/tokens.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { deleteUploading, listUploading, markUploaded, type ImportRow } from './imports.queries.ts';

/** Milliseconds after the last byte when an upload counts as given up. */
const patience = 24 * 3_600_000;

/** The files of uploads under way, until they are whole. */
@Injectable()
export class UnfinishedUploadsService {
  readonly folder: string;
  readonly #uploads: string;
  readonly #finishing = new Map<string, Promise<boolean>>();

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.folder = join(settings.home, 'uploads-unfinished');
    this.#uploads = join(settings.home, 'uploads');
  }

  /** Makes an import's file that has arrived as a whole ready; false while it has not. Done twice it is done once. */
  finish(row: ImportRow): Promise<boolean> {
    const under = this.#finishing.get(row.id);
    if (under) return under;
    const finishing = this.#finish(row).finally(() => this.#finishing.delete(row.id));
    this.#finishing.set(row.id, finishing);
    return finishing;
  }

  async #finish({ id, bytes }: ImportRow): Promise<boolean> {
    const [partial, whole] = [join(this.folder, id), join(this.#uploads, id)];
    const size = await sizeOf(partial);
    if (size === bytes) {
      await mkdir(this.#uploads, { recursive: true });
      await rename(partial, whole);
    } else if (size !== null || (await sizeOf(whole)) !== bytes) return false;
    // Here as well when a process died between the two.
    await markUploaded(this.database, id, await checksumOf(whole));
    await rm(`${partial}.json`, { force: true });
    return true;
  }

  async remove(id: string): Promise<void> {
    const path = join(this.folder, id);
    await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
  }

  /** Forgets uploads of which nothing has come for a day. */
  async removeAbandoned(now = Date.now()): Promise<void> {
    for (const { id, createdAt } of await listUploading(this.database)) {
      const { mtimeMs } = await stat(join(this.folder, id)).catch(() => ({ mtimeMs: 0 }));
      if (now - Math.max(mtimeMs, createdAt.getTime()) < patience) continue;
      await deleteUploading(this.database, id);
      await this.remove(id);
    }
  }
}

/** SHA-256 of a file, hex. */
export async function checksumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}
