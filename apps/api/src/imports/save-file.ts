import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What a file turned out to be; the checksum is SHA-256, hex. */
export interface SavedFile {
  bytes: number;
  checksum: string;
}

/** Writes a stream to a new file that only its owner reads, no faster than the disk takes it. */
export async function saveFile(source: Readable, path: string): Promise<SavedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(source, measure, createWriteStream(path, { mode: 0o600 }));
  return { bytes, checksum: hash.digest('hex') };
}
