import type { IncomingEvent } from '../ingestion/incoming.ts';
import { landBatch, type Stores } from '../ingestion/land-batch.ts';
import { chunkLimits, type ChunkLimits, type FilePosition, type FileRow } from './file-rows.ts';
import { nextChunk, recordChunk, type RejectedRow } from './import-bookkeeping.ts';
import type { Keyring } from '@cutline/secrets';
import { refuseErased } from './refuse-erased.ts';
import type { OpenedImport } from './open-import.ts';

/** A chunk of a file, read and judged. */
interface ReadyChunk {
  /** Rows of the file, taken or not. */
  rows: number;
  events: IncomingEvent[];
  /** The row that each event comes from. */
  origins: FileRow[];
  rejects: RejectedRow[];
  next: FilePosition;
  done: boolean;
  goOn: boolean;
}

export interface LandedChunk {
  /** Rows of the file in it, taken or not. */
  rows: number;
  conflicts: number;
  /** The file is at its end. */
  done: boolean;
  /** See `FileChunk`. */
  goOn: boolean;
}

/**
 * Lands the chunks that have not landed yet, one after another, each as one batch whose bookkeeping is in the transaction that marks
 * it landed; yields after each. The next is read while one lands. Chunks are cut the same at every try, so that a retry reads the same rows.
 */
export async function* landChunks(
  stores: Stores & { keyring: Keyring },
  opened: OpenedImport,
  limits: ChunkLimits = chunkLimits,
): AsyncGenerator<LandedChunk> {
  const first = await nextChunk(stores.database, opened.importId, opened.file.firstRow);
  let reading = prepareChunk(opened, first.from, limits);
  for (let chunk = first.chunk; ; chunk += 1) {
    const ready = await reading;
    if (!ready.done) {
      reading = prepareChunk(opened, ready.next, limits);
      // Should landing fail, nobody waits for it any more.
      reading.catch(() => {});
    }
    const conflicts = ready.rows > 0 ? await landChunk(stores, opened, chunk, ready) : 0;
    yield { rows: ready.rows, conflicts, done: ready.done, goOn: ready.goOn };
    if (ready.done) return;
  }
}

async function prepareChunk(
  { file, readRow }: OpenedImport,
  from: FilePosition,
  limits: ChunkLimits,
): Promise<ReadyChunk> {
  const { rows, next, done, goOn } = await file.read(from, limits);
  const ready: ReadyChunk = {
    rows: rows.length,
    events: [],
    origins: [],
    rejects: [],
    next,
    done,
    goOn: goOn === true,
  };
  for (const row of rows) {
    const result = readRow(row);
    if ('reject' in result) {
      ready.rejects.push({ line: row.line, raw: row.raw(), ...result.reject });
    } else {
      ready.events.push(result.event);
      ready.origins.push(row);
    }
  }
  return ready;
}

/** Returns how often an identifier belonged to another profile. */
async function landChunk(
  stores: Stores & { keyring: Keyring },
  { importId, workspace, ownMessageIds }: OpenedImport,
  chunk: number,
  ready: ReadyChunk,
): Promise<number> {
  const { rejects, next } = ready;
  const { events, origins, refused } = await refuseErased(stores, workspace, ready);
  const landed = await landBatch(
    stores,
    { workspace, origin: `import:${importId}:${chunk}`, source: 'import', events, checkDuplicates: ownMessageIds },
    async (tx, { events: accepted, duplicates }) => {
      const known = [...duplicates].map((place) => duplicateOf(origins[place]!));
      await recordChunk(tx, importId, { chunk, next, accepted, rejects: [...rejects, ...refused, ...known] });
    },
  );
  return landed.conflicts;
}

function duplicateOf(row: FileRow): RejectedRow {
  return {
    line: row.line,
    raw: row.raw(),
    code: 'duplicate-message',
    message: 'An event with this message id is there already.',
    column: null,
    value: null,
  };
}
