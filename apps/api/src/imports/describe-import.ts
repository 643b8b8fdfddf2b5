import { mapping } from '@cutline/worker/mapping';
import { origin } from '@cutline/worker/origin';
import type { ImportRow } from './imports.queries.ts';
import type { Import } from './imports.schemas.ts';

/** An import as it is answered; `now` is for its speed. */
export function describeImport(row: ImportRow, duplicateOf: string | undefined, now = Date.now()): Import {
  return {
    id: row.id,
    fileName: row.fileName,
    origin: origin.safeParse(row.origin).data ?? { type: 'upload' },
    bytes: row.bytes,
    checksum: row.checksum,
    status: row.status,
    mapping: mapping.safeParse(row.mapping).data ?? null,
    position: row.position,
    accepted: row.accepted,
    rejected: row.rejected,
    error: row.error ?? null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    duplicateOf: duplicateOf === undefined || duplicateOf >= row.id ? null : duplicateOf,
    progress: row.status === 'running' ? progressOf(row, now) : null,
  };
}

/** Speed and rest follow from what has landed since the start; both are unknown until something has. */
function progressOf({ bytes, position, accepted, rejected, startedAt }: ImportRow, now: number): Import['progress'] {
  const seconds = startedAt ? (now - startedAt.getTime()) / 1000 : 0;
  const share = bytes > 0 ? Math.min(1, position / bytes) : 0;
  if (seconds <= 0 || share === 0) return { share, rowsPerSecond: null, secondsLeft: null };
  return {
    share,
    rowsPerSecond: Math.round((accepted + rejected) / seconds),
    secondsLeft: Math.ceil((seconds * (1 - share)) / share),
  };
}
