import type { Erasure, Workspace } from '../api/contract.ts';

type Receipt = NonNullable<Erasure['receipt']>;

/** How many rows went, over both stores. */
export function rowsOf({ postgres, clickhouse }: Receipt): number {
  return [...Object.values(postgres), ...Object.values(clickhouse)].reduce((sum, rows) => sum + rows, 0);
}

/** An erasure's receipt as a file to keep; null until there is one. It names who erased, and nobody who was erased. */
export function receiptFile(
  workspace: Pick<Workspace, 'id' | 'name'>,
  { id, receipt, requestedAt, requestedBy, finishedAt }: Erasure,
): { name: string; href: string } | null {
  if (!receipt) return null;
  const content = {
    erasure: id,
    workspace: { id: workspace.id, name: workspace.name },
    requestedAt,
    requestedBy: requestedBy?.name ?? null,
    finishedAt,
    ...receipt,
  };
  return {
    name: `erasure-${requestedAt.slice(0, 10)}-${id.slice(-6)}.json`,
    href: `data:application/json;charset=utf-8,${encodeURIComponent(`${JSON.stringify(content, null, 2)}\n`)}`,
  };
}
