import type { ErasureRow } from './erasures.queries.ts';
import { receipt, type Erasure } from './erasures.schemas.ts';

/** An erasure as it is answered. What was counted so far is no receipt. */
export function describeErasure({ row, requestedBy, releasedBy, keptOut }: ErasureRow): Erasure {
  const { id, status, requestedAt, finishedAt, releasedAt } = row;
  return {
    id,
    status,
    receipt: status === 'completed' ? receipt.parse(row.receipt) : null,
    requestedBy,
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    releasedAt: releasedAt?.toISOString() ?? null,
    releasedBy,
    keptOut: keptOut ?? 0,
  };
}
