import { expect } from 'vitest';
import type { Proxy } from './unsteady-proxy.ts';
import { givenEvents, shopEvents, shownOf, type Shown } from './shop-events.ts';
import { countsOf, findProfile, timelineOf, timelineWith, type TestSource, type TimelineEvent } from './sources.ts';

/** Somebody who is known by an old id, comes back without a name, and turns out to be a customer. */
export interface Customer {
  customId: string;
  oldId: string;
  email: string;
}

export function newCustomer(client: string): Customer {
  const id = `${client}-${crypto.randomUUID()}`;
  return { customId: id, oldId: `old-${id}`, email: `${id}@example.com` };
}

/** What was done under the old id. */
export const before = { event: 'Product Viewed', properties: { product_id: 'tea-40', name: 'Sencha' } };

/** What is done under the name, in this order. */
export const told = [...shopEvents, ...givenEvents].map(({ event, properties }) => ({ event, properties }));

/** Every message's first answer is lost, so that the client sends it again by itself. */
export function loseFirstAnswers(proxy: Proxy): void {
  proxy.decide = ({ before: times }) => (times === 0 ? 'answerLost' : 'pass');
}

/**
 * Waits until everything that the client said stands in the customer's timeline, and checks that each event is there once, as it was
 * meant, whatever was sent twice; gives the timeline.
 */
export async function expectToldOnce(customer: Customer, source: TestSource, proxy: Proxy): Promise<TimelineEvent[]> {
  const timeline = await timelineWith(customer.customId, told.length + 2);
  const again = (): string[] => {
    const sent = proxy.passed.flatMap(({ messageIds }) => messageIds);
    return timeline.flatMap(({ messageId }) => sent.filter((id) => id === messageId).slice(1));
  };
  // What was sent the first time has landed already; clients take their time to send it again.
  await expect.poll(() => again().length, { timeout: 30_000 }).toBeGreaterThan(0);
  // Once all that came again has landed, none of it is still to come.
  await expect
    .poll(async () => (await countsOf(source)).duplicate, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(again().length);
  expect(await countsOf(source)).toMatchObject({ refused: 0 });
  expect(await timelineOf(customer.customId)).toEqual(timeline);
  expect(new Set(timeline.map(({ messageId }) => messageId)).size).toBe(timeline.length);
  expect(new Set(timeline.map((event) => event.source))).toEqual(new Set([source.id]));

  const shown = timeline.map(shownOf).sort(inOrder);
  const expected = [
    ...shopEvents.map((event) => event.shown),
    { action: 'product.view', revenue: null, currency: '', orderId: '', products: [line('tea-40', 'Sencha')] },
  ];
  for (const each of expected) {
    expect(shown).toContainEqual(each);
    shown.splice(
      shown.findIndex((other) => fingerprint(other) === fingerprint(each)),
      1,
    );
  }
  // What is left: the page that was looked at without a name, and the given examples.
  expect(shown.filter(({ action }) => action === 'page.visit')).toHaveLength(1);
  expect(shown).toHaveLength(1 + givenEvents.length);
  expectGiven(shown.filter(({ action }) => action !== 'page.visit'));

  expect(await findProfile(customer.customId)).toMatchObject({
    identifiers: expect.arrayContaining([
      expect.objectContaining({ kind: 'customId', value: customer.customId }),
      expect.objectContaining({ kind: 'customId', value: customer.oldId }),
      expect.objectContaining({ kind: 'email', value: customer.email }),
      expect.objectContaining({ kind: 'anonymousId' }),
    ]),
    attributes: expect.objectContaining({ first_name: 'Ada' }),
  });
  return timeline;
}

/** The given examples are there with the product lines, orders, revenues and currencies that they have. */
function expectGiven(shown: Shown[]): void {
  const ids = (list: unknown): string[] =>
    (Array.isArray(list) ? (list as Record<string, string>[]) : []).map(({ product_id: id }) => id ?? '');
  const summary = (products: string[], orderId: unknown): string => JSON.stringify([products, orderId ?? '']);
  const expected = givenEvents.map(({ properties }) =>
    summary(
      properties['product_id'] ? [String(properties['product_id'])] : ids(properties['products']),
      properties['order_id'],
    ),
  );
  const found = shown.map(({ products, orderId }) =>
    summary(
      products.map(({ productId }) => productId),
      orderId,
    ),
  );
  expect(found.sort()).toEqual(expected.sort());
  const paid = givenEvents
    .filter(({ properties }) => 'currency' in properties && ('revenue' in properties || 'total' in properties))
    .map(
      ({ properties }) => `${Number(properties['revenue'] ?? properties['total'])} ${String(properties['currency'])}`,
    );
  const charged = shown
    .filter(({ revenue }) => revenue !== null)
    .map(({ revenue, currency }) => `${Number(revenue)} ${currency}`);
  expect(charged.sort()).toEqual(paid.sort());
}

function line(productId: string, name: string): Shown['products'][number] {
  return { productId, name, category: '', price: null, quantity: null };
}

function fingerprint(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

function inOrder(one: Shown, other: Shown): number {
  return fingerprint(one) < fingerprint(other) ? -1 : 1;
}
