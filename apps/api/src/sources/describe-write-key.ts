import type { WriteKeyRow } from './write-keys.queries.ts';
import type { WriteKey } from './write-keys.schemas.ts';

/** A write key as it is answered; of the key itself only its first characters. */
export function describeWriteKey(row: WriteKeyRow, key: string | null): WriteKey {
  return {
    id: row.id,
    prefix: key?.slice(0, 10) ?? null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
