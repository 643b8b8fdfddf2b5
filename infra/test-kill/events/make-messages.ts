import type { Random } from '../random.ts';

/** A message as a client sends it, with what the test has to know of it. */
export interface SentMessage {
  messageId: string;
  type: 'track' | 'identify';
  /** The customer of whom it counts in the end: by its own customId, or by that which its anonymous id was identified with. */
  customer: string;
  /** In ten-thousandths of the workspace's currency; 0 unless it is an order. */
  revenue: number;
  /** An order; else a visit, or no event. */
  isOrder: boolean;
  body: Record<string, unknown>;
}

/** Everything happens on these days, so that one run sees it all. */
const firstDay = Date.parse('2024-03-01T00:00:00Z');
const days = 200;

/**
 * What one client sends, in its order: orders and visits of its own customers, who come with their customId, or with a device that is
 * identified at some point. Customers of two clients are not the same.
 */
export function makeMessages(client: number, count: number, random: Random): SentMessage[] {
  const customers = Math.max(1, Math.floor(count / 40));
  const messages: SentMessage[] = [];
  const identified = new Set<number>();
  for (let place = 0; place < count; place += 1) {
    const index = random.below(customers);
    const customer = `c${client}-${index}`;
    const device = { anonymousId: `device-${client}-${index}` };
    const messageId = `m-${client}-${place}`;
    const timestamp = new Date(firstDay + random.below(days * 86_400) * 1000 + random.below(1000)).toISOString();
    // The last message of a customer might be anonymous: a device is identified early, and again now and then.
    if (!identified.has(index) || random.next() < 0.01) {
      identified.add(index);
      const traits = { email: `${customer}@example.com`, visits: place };
      const body = { type: 'identify', messageId, timestamp, userId: customer, ...device, traits };
      messages.push({ messageId, type: 'identify', customer, revenue: 0, isOrder: false, body });
      continue;
    }
    const who =
      random.next() < 0.3 ? device : random.next() < 0.5 ? { userId: customer } : { userId: customer, ...device };
    if (random.next() < 0.4) {
      const cents = 100 + random.below(50_000);
      const properties = {
        order_id: `o-${client}-${place}`,
        revenue: cents / 100,
        currency: 'EUR',
        products: [{ product_id: `p${random.below(50)}`, name: 'Tea', price: cents / 100, quantity: 1 }],
      };
      const body = { type: 'track', event: 'Order Completed', messageId, timestamp, ...who, properties };
      messages.push({ messageId, type: 'track', customer, revenue: cents * 100, isOrder: true, body });
    } else {
      const properties = { product_id: `p${random.below(50)}`, position: random.below(10) };
      const body = { type: 'track', event: 'Product Viewed', messageId, timestamp, ...who, properties };
      messages.push({ messageId, type: 'track', customer, revenue: 0, isOrder: false, body });
    }
  }
  return messages;
}
