import type { IncomingEvent } from '../ingestion/incoming.ts';
import { landBatch, type Stores } from '../ingestion/land-batch.ts';
import { readChunk, chunkLimits, type ChunkLimits } from './csv-chunks.ts';
import { nextChunk, recordChunk, type RejectedRow } from './import-bookkeeping.ts';
import type { OpenedImport } from './open-import.ts';

export interface LandedChunk {
  /** Rows of the file in it, taken or not. */
  rows: number;
  conflicts: number;
  /** The file is at its end. */
  done: boolean;
}

/**
 * Lands the first chunk that has not landed yet, as one batch; its bookkeeping is in the transaction that marks the batch landed.
 * The chunk's limits are the same at every try, so that a retry reads the same rows.
 */
export async function landChunk(stores: Stores, opened: OpenedImport, limits: ChunkLimits = chunkLimits): Promise<LandedChunk> {
  const { importId, workspace, path, format, readRow } = opened;
  const { chunk, from } = await nextChunk(stores.database, importId, opened.firstRow);
  const read = await readChunk(path, format, from, limits);
  if (read.rows.length === 0) return { rows: 0, conflicts: 0, done: read.done };

  const events: IncomingEvent[] = [];
  const places: number[] = [];
  const rejects: RejectedRow[] = [];
  for (const [index, row] of read.rows.entries()) {
    const result = readRow(row);
    if ('reject' in result) {
      rejects.push({ line: row.line, raw: row.raw(), ...result.reject });
    } else {
      events.push(result.event);
      places.push(index);
    }
  }
  const landed = await landBatch(
    stores,
    { workspace, origin: `import:${importId}:${chunk}`, source: 'import', events, checkDuplicates: opened.ownMessageIds },
    async (tx, { events: accepted, duplicates }) => {
      for (const duplicate of duplicates) {
        const row = read.rows[places[duplicate]!]!;
        rejects.push({ line: row.line, raw: row.raw(), code: 'duplicate-message', message: 'An event with this message id is there already.', column: null });
      }
      await recordChunk(tx, importId, { chunk, next: read.next, accepted, rejects });
    },
  );
  return { rows: read.rows.length, conflicts: landed.conflicts, done: read.done };
}
