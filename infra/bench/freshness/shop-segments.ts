import type { Condition, Definition, EventFilter } from '@cutline/segment-definition';

/** Which change something makes in a segment. */
export type Change = 'entered' | 'left';

/** A segment with what it must say of a customer whom the benchmark makes up: after the first purchase, and after the second. */
export interface ShopSegment {
  name: string;
  where: Condition;
  first?: Change;
  second?: Change;
}

/** Publishes a definition, and returns its id. */
export type Publish = (document: Definition) => Promise<string>;

const charge = ['transaction.charge'];
const days = (count: number) => ({ type: 'last', count, unit: 'day' }) as const;
const constant = (value: number | string) => ({ type: 'constant', value }) as const;
const revenue = { name: 'revenue', type: 'money' } as const;
const device = { name: 'device', type: 'string' } as const;

const happened = (actions: string[], count: number, filter?: EventFilter): Condition => ({
  type: 'event',
  actions,
  window: days(count),
  ...(filter && { filter }),
});
const never = (of: Condition): Condition => ({ type: 'not', of });
const all = (...of: Condition[]): Condition => ({ type: 'all', of });
const inCategory = (category: string): EventFilter => ({
  type: 'products',
  quantifier: 'some',
  where: { type: 'field', field: 'category', comparison: { type: 'equals', operand: constant(category) } },
});

/** What each of the benchmark's customers buys: enough for the thresholds below, and once more for those of the second purchase. */
export const purchase = { revenue: 45, category: 'Kitchen', device: 'mobile' } as const;

/**
 * Segments as a shop has them, about page views, product views, carts and purchases, each published before the next is asked for. All of them look at actions that the
 * benchmark sends. Beyond the eighteenth they are the first again, for other windows.
 */
export async function* shopSegments(publish: Publish): AsyncGenerator<{ id: string; segment: ShopSegment }> {
  const aggregate = (name: string, window: ReturnType<typeof days>, aggregator: object): Promise<string> =>
    publish({ formatVersion: 2, kind: 'aggregate', name, actions: charge, window, aggregator } as Definition);
  const compared = (id: string, type: 'equals' | 'atLeast' | 'moreThan' | 'atMost', value: number): Condition => ({
    type: 'aggregate',
    aggregate: id,
    comparison: { type, operand: constant(value) },
  });
  const spent = await aggregate('Spend, a quarter', days(90), { type: 'sum', parameter: revenue });
  const basket = await aggregate('Average order, a year', days(365), { type: 'average', parameter: revenue });
  const recency = await aggregate('Days since the last purchase', days(365), { type: 'daysSinceLast' });
  const purchases = await aggregate('Purchases, 400 days', days(400), { type: 'count' });
  const onPhone: EventFilter = {
    type: 'parameter',
    parameter: device,
    comparison: { type: 'equals', operand: constant(purchase.device) },
  };
  const ids: string[] = [];
  const one = async (segment: ShopSegment): Promise<{ id: string; segment: ShopSegment }> => {
    const id = await publish({ formatVersion: 2, kind: 'segment', name: segment.name, where: segment.where });
    ids.push(id);
    return { id, segment };
  };
  const entered = { first: 'entered' } as const;

  yield one({ name: 'Bought this month', where: happened(charge, 30), ...entered });
  yield one({ name: 'First purchase', where: compared(purchases, 'equals', 1), ...entered, second: 'left' });
  yield one({ name: 'Came back', where: compared(purchases, 'atLeast', 2), second: 'entered' });
  yield one({ name: 'Visited this week', where: happened(['page.visit'], 7) });
  yield one({
    name: 'Left something in the cart',
    where: all(happened(['product.addToCart'], 3), never(happened(charge, 3))),
  });
  yield one({
    name: 'Looks a lot',
    where: {
      type: 'event',
      actions: ['product.view'],
      window: days(30),
      times: { type: 'atLeast', operand: constant(5) },
    },
  });
  yield one({ name: 'Spent more than 20', where: compared(spent, 'moreThan', 20), ...entered });
  yield one({ name: 'Spent more than 80', where: compared(spent, 'moreThan', 80), second: 'entered' });
  yield one({ name: 'Bought for the kitchen', where: happened(charge, 90, inCategory('Kitchen')), ...entered });
  yield one({ name: 'Looked at lighting', where: happened(['product.view'], 14, inCategory('Lighting')) });
  yield one({ name: 'Bought on a phone', where: happened(charge, 60, onPhone), ...entered });
  yield one({
    name: 'Bought without looking',
    where: all(happened(charge, 7), never(happened(['product.view'], 7))),
    ...entered,
  });
  yield one({ name: 'Large orders', where: compared(basket, 'moreThan', 40), ...entered });
  yield one({ name: 'Bought lately', where: compared(recency, 'atMost', 3), ...entered });
  yield one({
    name: 'Bought within a day',
    where: { type: 'event', actions: charge, window: { type: 'last', count: 24, unit: 'hour' } },
    ...entered,
  });
  yield one({
    name: 'First purchase, on a phone',
    where: all({ type: 'segment', segment: ids[1]!, is: true }, { type: 'segment', segment: ids[10]!, is: true }),
    ...entered,
    second: 'left',
  });
  yield one({
    name: 'Looks and does not buy',
    where: all(happened(['page.visit', 'product.view'], 30), never(happened(charge, 90))),
  });
  yield one({
    name: 'Cart or purchase this week',
    where: { type: 'any', of: [happened(charge, 7), happened(['product.addToCart'], 7)] },
    ...entered,
  });
  for (let more = 1; ; more += 1)
    yield one({ name: `Bought in ${30 + more} days`, where: happened(charge, 30 + more), ...entered });
}
