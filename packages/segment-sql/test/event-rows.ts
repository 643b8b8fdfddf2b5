import type { ClickHouseClient } from '@clickhouse/client';
import type { EventRow } from '@cutline/clickhouse';
import { tables } from '@cutline/clickhouse/tables';

let messages = 0;

/** An event for a test: profile 1 buys something, unless said otherwise. Message ids ascend in the order of making. */
export function eventRow(time: string, others: Partial<EventRow> = {}): EventRow {
  messages += 1;
  return {
    workspace: 1,
    action: 'buy',
    time,
    profile: 1,
    message_id: `message-${String(messages).padStart(6, '0')}`,
    received_at: '2024-01-01T00:00:00Z',
    batch: 1,
    source: 'test',
    revenue: null,
    currency: '',
    order_id: '',
    products: [],
    parameters: {},
    ...others,
  };
}

/** A product line with nothing but what is said. */
export function line(others: Partial<EventRow['products'][number]>): EventRow['products'][number] {
  return { product_id: '', name: '', category: '', price: null, quantity: null, ...others };
}

export async function insertEvents(client: ClickHouseClient, rows: EventRow[]): Promise<void> {
  await client.insert({ table: tables.events, values: rows, format: 'JSONEachRow' });
}
