import { purchase } from './shop-segments.ts';

/** A message, and what it is expected to do: nothing that is known before where somebody of the shop only looks around. */
export interface ShopMessage {
  body: Record<string, unknown> & { messageId: string };
  expected: 'first' | 'second' | null;
}

const categories = ['Kitchen', 'Lighting', 'Garden', 'Pantry', 'Textiles', 'Storage'];
/** Of fifty messages; the last is a second purchase. */
const kinds = [...'favvc pfvpv fvpvp fpvcf pvpvf bpvcf vpvfp vpcvf pbvpf vclvs'.replaceAll(' ', '')];
/** So many browsers are known by themselves for a while, before their owners sign in. */
const unknownBrowsers = 10;

/**
 * Messages as a shop's, in the same order whenever they are made: a fifth are first purchases of customers who were not known, one in fifty is the second purchase of somebody whose
 * first came in an earlier measurement, the others are page views, product views, carts and purchases of people whom the shop knows. One in fifty is of a browser that nobody knew, and one
 * of somebody who signs in with such a browser: two profiles become one.
 */
export class ShopMessages {
  readonly #name: string;
  readonly #known: readonly string[];
  readonly #once: string[] = [];
  readonly #browsers: string[] = [];
  #made = 0;
  #latest: string[] = [];

  /**
   * @param name begins the ids of messages and customers: another one makes others
   * @param known customIds of people whom the shop knows
   */
  constructor(name: string, known: readonly string[]) {
    this.#name = name;
    this.#known = known;
  }

  /** Says that what was made so far has been seen: from now on the customers whose first purchase was in it may come back. */
  seen(): void {
    this.#once.push(...this.#latest);
    this.#latest = [];
  }

  next(): ShopMessage {
    const number = (this.#made += 1);
    const kind = kinds[number % kinds.length]!;
    const messageId = `${this.#name}-${number}`;
    if (kind === 's') {
      const userId = this.#once.shift();
      if (userId !== undefined) return { body: { ...order(number), messageId, userId }, expected: 'second' };
    }
    if (kind === 'f') {
      this.#latest.push(messageId);
      return { body: { ...order(number), messageId, userId: messageId }, expected: 'first' };
    }
    if (kind === 'a') {
      this.#browsers.push(messageId);
      return { body: { ...said('p', number), messageId, anonymousId: messageId }, expected: null };
    }
    const userId = this.#known[(number * 7_919) % this.#known.length]!;
    const anonymousId = kind === 'l' && this.#browsers.length > unknownBrowsers ? this.#browsers.shift() : undefined;
    const body = { ...said(kind, number), messageId, userId, ...(anonymousId !== undefined && { anonymousId }) };
    return { body, expected: null };
  }
}

function said(kind: string, number: number): Record<string, unknown> {
  const device = number % 3 === 0 ? 'desktop' : 'mobile';
  switch (kind) {
    case 'p':
    case 'l':
      return { type: 'page', name: 'Home', properties: { url: `https://shop.example.com/${number % 40}`, device } };
    case 'v':
      return { type: 'track', event: 'Product Viewed', properties: { ...product(number), device } };
    case 'c':
      return { type: 'track', event: 'Product Added', properties: { ...product(number), device } };
    default:
      return order(number);
  }
}

function order(number: number): Record<string, unknown> {
  const { revenue, category, device } = purchase;
  const products = [{ product_id: 'P1001', name: 'Saucepan', category, price: revenue, quantity: 1 }];
  const properties = { order_id: `order-${number}`, revenue, currency: 'EUR', device, products };
  return { type: 'track', event: 'Order Completed', properties };
}

function product(number: number): Record<string, unknown> {
  const category = categories[number % categories.length]!;
  return { product_id: `P${1000 + (number % 300)}`, name: 'Something', category, price: 20, quantity: 1 };
}
