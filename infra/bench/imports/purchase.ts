import type { EventRow } from '@cutline/clickhouse';

/** A purchase as the files have it. */
export interface Purchase {
  customer: string;
  email: string;
  at: string;
  total: number;
  order: string;
  items: number;
  channel: string;
}

export const columns = ['customer', 'email', 'at', 'total', 'order', 'items', 'channel'] as const;

/** The nth of the purchases of as many customers as a fifth of them; the same at every call. */
export function purchase(n: number, rows: number): Purchase {
  const customer = (Math.imul(n, 2_654_435_761) >>> 0) % Math.max(1, Math.floor(rows / 5));
  return {
    customer: `C${customer}`,
    email: `c${customer}@example.com`,
    at: new Date(Date.UTC(2025, 0, 1) + ((Math.imul(n, 40_503) >>> 0) % 31_536_000) * 1_000).toISOString(),
    total: (n % 20_000) / 100 + 1,
    order: `O${n}`,
    items: 1 + (n % 5),
    channel: n % 3 === 0 ? 'shop' : 'web',
  };
}

/** The row that an import makes of it, for bare inserts: the profile is known already. */
export function purchaseRow(
  { customer, at, total, order, items, channel }: Purchase,
  n: number,
  batch: number,
): EventRow {
  return {
    workspace: 4_000_000,
    action: 'transaction.charge',
    time: at,
    profile: Number(customer.slice(1)) + 1,
    message_id: `import:01900000-0000-7000-8000-000000000000:${n}`,
    received_at: '2026-01-01T00:00:00.000Z',
    batch,
    source: 'import',
    revenue: String(total),
    currency: 'EUR',
    order_id: order,
    products: [],
    parameters: { items, channel },
  };
}
