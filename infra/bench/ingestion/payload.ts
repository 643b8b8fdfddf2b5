import type { EventRow } from '@cutline/clickhouse';

let nextId = 0;

/** A message as an SDK sends it; each has an id of its own. `event` names it, by its number among all. */
export function makeMessage(event: (number: number) => string = () => 'Order Completed'): Record<string, unknown> {
  const number = (nextId += 1);
  return {
    type: 'track',
    event: event(number),
    messageId: `bench-${process.pid}-${number}`,
    timestamp: new Date().toISOString(),
    userId: `customer-${number % 20_000}`,
    properties: {
      order_id: `order-${number}`,
      revenue: (number % 9_999) / 100 + 1,
      currency: 'EUR',
      coupon: 'SPRING',
      shipping: 4.9,
      products: [
        { product_id: `p-${number % 500}`, name: 'Green tea', category: 'Tea', price: 12.5, quantity: 2 },
        { product_id: `p-${number % 499}`, name: 'Cup', category: 'Kitchen', price: 8, quantity: 1 },
      ],
    },
    context: { library: { name: 'bench', version: '1' }, ip: '203.0.113.7', userAgent: 'Mozilla/5.0', locale: 'de-DE' },
  };
}

/** The same as a row of `events`: what somebody would insert who has no need of anything in between. */
export function makeRow(workspace: number): EventRow {
  const { messageId, timestamp, properties } = makeMessage() as {
    messageId: string;
    timestamp: string;
    properties: { order_id: string; revenue: number; products: EventRow['products'] };
  };
  return {
    workspace,
    action: 'transaction.charge',
    time: timestamp,
    profile: nextId % 20_000,
    message_id: messageId,
    received_at: timestamp,
    batch: 1,
    source: 'bench',
    revenue: String(properties.revenue),
    currency: 'EUR',
    order_id: properties.order_id,
    products: properties.products,
    parameters: { coupon: 'SPRING', shipping: 4.9 },
  };
}
