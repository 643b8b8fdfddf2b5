import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { demoBatch, type DemoBatch } from './demo-batch.ts';
import { Random } from './random.ts';
import { demoShop, shopMonths, startOfDay, type Shop } from './shop.ts';

const small: Shop = { ...demoShop('2026-02-01'), people: 400 };

function* batches(shop: Shop): Generator<DemoBatch> {
  for (const month of shopMonths(shop)) yield demoBatch(shop, month);
}

function digest(shop: Shop): string {
  const hash = createHash('sha256');
  for (const batch of batches(shop)) hash.update(JSON.stringify(batch));
  return hash.digest('hex');
}

test('the generator of random numbers gives the numbers it always gave', () => {
  const random = new Random(1, 2, 3);
  expect(Array.from({ length: 4 }, () => random.below(1_000_000))).toEqual([60867, 738334, 737913, 993532]);
});

test('the same shop is the same bytes; another seed or day is another shop', () => {
  expect(digest(small)).toBe('dc5485319967b5ad6972272fb5ed37c88d6059f174682818ebadab2723087f98');
  expect(digest({ ...small, seed: small.seed + 1 })).not.toBe(digest(small));
  expect(digest({ ...small, endDate: '2026-02-02' })).not.toBe(digest(small));
});

test('a month needs no other month', () => {
  const [, second] = shopMonths(small);
  expect(demoBatch(small, second!)).toEqual([...batches(small)][1]);
});

test('the catalogue has 300 products in 12 categories, with ids and names of their own', () => {
  const products = catalogue(small.seed);
  expect(products).toHaveLength(300);
  expect(new Set(products.map(({ id }) => id)).size).toBe(300);
  expect(new Set(products.map(({ name }) => name)).size).toBe(300);
  expect(new Set(products.map(({ category }) => category)).size).toBe(12);
  expect(Math.min(...products.map(({ price }) => price))).toBeGreaterThan(0);
});

test('two years of a shop: a million events, each within them, and a story in the orders', () => {
  const shop = demoShop('2026-02-01');
  const [begin, middle, end] = [startOfDay(shop, 0), startOfDay(shop, 365), startOfDay(shop, 730)];
  const orders: [Map<string, number>, Map<string, number>] = [new Map(), new Map()];
  const [messageIds, orderIds, people, actions] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Map<string, number>(),
  ];
  const decemberAndJuly = [0, 0];
  let events = 0;
  for (const { events: batch, profiles } of batches(shop)) {
    expect(batch.length).toBeLessThan(100_000);
    for (const { identifiers } of profiles) people.add(identifiers.customId ?? identifiers.email!);
    for (const event of batch) {
      const time = Date.parse(event.time);
      const person = event.identifiers.customId ?? event.identifiers.email!;
      if (time < begin || time >= end || !people.has(person)) expect.fail(`${event.messageId} is outside of the shop`);
      events += 1;
      messageIds.add(event.messageId);
      actions.set(event.action, (actions.get(event.action) ?? 0) + 1);
      if (event.action !== 'transaction.charge') continue;
      orderIds.add(event.orderId);
      const counted = orders[time < middle ? 0 : 1];
      counted.set(person, (counted.get(person) ?? 0) + 1);
      const month = event.time.slice(5, 7);
      if (month === '12') decemberAndJuly[0]! += 1;
      if (month === '07') decemberAndJuly[1]! += 1;
      const cents = event.products.reduce(
        (sum, line) => sum + Math.round(Number(line.price) * 100) * line.quantity!,
        0,
      );
      if (Math.round(Number(event.revenue) * 100) !== cents)
        expect.fail(`${event.messageId} is not the sum of its lines`);
    }
  }
  expect([people.size, messageIds.size, orderIds.size]).toEqual([20_000, events, actions.get('transaction.charge')]);
  expect(events).toBeGreaterThan(950_000);
  expect(events).toBeLessThan(1_080_000);
  expect([...actions.keys()].sort()).toEqual(['page.visit', 'product.addToCart', 'product.view', 'transaction.charge']);
  expect(decemberAndJuly[0]!).toBeGreaterThan(2 * decemberAndJuly[1]!);

  const sorted = [...orders[0].values()].sort((a, b) => a - b);
  const heavyLine = sorted[Math.floor((sorted.length - 1) * 0.7)]!;
  expect(heavyLine).toBeGreaterThanOrEqual(3);
  expect(heavyLine).toBeLessThanOrEqual(6);
  const declining = [...orders[0]].filter(([person, count]) => count > heavyLine && !orders[1].has(person));
  expect(declining.length).toBeGreaterThan(200);
  expect(declining.length).toBeLessThan(900);
});
