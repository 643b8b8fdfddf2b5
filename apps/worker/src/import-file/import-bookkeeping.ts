import { eq, sql } from 'drizzle-orm';
import { schema, type Database, type Transaction } from '@cutline/postgres';
import type { FilePosition } from './file-rows.ts';
import type { ImportProgress } from './import-progress.ts';
import type { Reject } from './read-row.ts';

export interface RejectedRow extends Reject {
  line: number;
  raw: string;
}

export interface RecordedChunk {
  chunk: number;
  next: FilePosition;
  accepted: number;
  rejects: RejectedRow[];
}

/** Rejected rows of which an import keeps the reasons; further ones are only counted. */
export const keptRejects = 200_000;

/** Number and beginning of the first chunk that has not landed. */
export async function nextChunk(
  database: Database,
  importId: string,
  firstRow: FilePosition,
): Promise<{ chunk: number; from: FilePosition }> {
  const { importChunk } = schema;
  const last = await database.query.importChunk.findFirst({
    where: eq(importChunk.importId, importId),
    orderBy: (table, { desc }) => desc(table.chunk),
  });
  if (!last) return { chunk: 0, from: firstRow };
  return { chunk: last.chunk + 1, from: { byte: last.endByte, line: last.nextLine } };
}

/** Notes that a chunk has landed: its end, its rejected rows, the import's totals. */
export async function recordChunk(tx: Transaction, importId: string, recorded: RecordedChunk): Promise<void> {
  const { chunk, next, accepted, rejects } = recorded;
  const [before] = await tx
    .select({ rejected: schema.importFile.rejected })
    .from(schema.importFile)
    .where(eq(schema.importFile.id, importId))
    .for('update');
  await tx
    .insert(schema.importChunk)
    .values({ importId, chunk, endByte: next.byte, nextLine: next.line, accepted, rejected: rejects.length });
  const kept = rejects.slice(0, Math.max(0, keptRejects - (before?.rejected ?? 0)));
  if (kept.length > 0) {
    await tx.execute(sql`
      INSERT INTO import_reject (import_id, line, code, message, "column", value, raw)
      SELECT ${importId}::uuid, line, code, message, "column", value, raw
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
        AS row (line bigint, code text, message text, "column" text, value text, raw text)`);
  }
  await tx.execute(sql`
    UPDATE import
    SET position = ${next.byte}, accepted = accepted + ${accepted}, rejected = rejected + ${rejects.length}
    WHERE id = ${importId}`);
}

/** How far an import is, as Postgres knows it. */
export async function importProgress(database: Database, importId: string): Promise<ImportProgress> {
  const { importFile } = schema;
  const [row] = await database.select().from(importFile).where(eq(importFile.id, importId));
  if (!row) throw new Error(`Import ${importId} has been removed`);
  const { position, bytes, accepted, rejected } = row;
  return { position, bytes, accepted, rejected, rowsPerSecond: null, done: false };
}
