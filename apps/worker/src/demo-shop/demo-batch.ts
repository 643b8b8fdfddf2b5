import type { IncomingEvent, IncomingProfile } from '../ingestion/incoming.ts';
import { catalogue, type CatalogueProduct } from './catalogue.ts';
import { Random } from './random.ts';
import { startOfDay, type Shop, type ShopMonth } from './shop.ts';
import { shoppersOf, type Shopper } from './shopper.ts';
import { browse, order, type ShopEvent } from './visit.ts';

export interface DemoBatch {
  /** By time. */
  events: IncomingEvent[];
  /** The people who came to the shop in this month (in the first: also all before it). */
  profiles: IncomingProfile[];
}

/** How busy each calendar month is: quiet summers, Christmas. */
const seasons = [0.86, 0.84, 0.95, 0.96, 1, 0.94, 0.74, 0.72, 0.98, 1.06, 1.5, 1.85];
/** Sunday to Saturday, against the busiest day. */
const weekdays = [0.92, 0.8, 0.76, 0.78, 0.82, 0.92, 1];
/** By hour of the day, in UTC; visits end before midnight. */
const hours = [2, 1, 1, 1, 1, 2, 5, 9, 11, 12, 12, 13, 12, 11, 11, 12, 14, 17, 20, 21, 16, 9, 3, 0];

/** What a month of the shop brings. Depends on nothing but the shop and the month; needs no month before it. */
export function demoBatch(shop: Shop, month: ShopMonth): DemoBatch {
  const products = catalogue(shop.seed);
  const events: ShopEvent[] = [];
  const profiles: IncomingProfile[] = [];
  let orders = 0;
  for (const person of shoppersOf(shop)) {
    const came = Math.max(person.joined, 0);
    if (came >= month.first && came <= month.last) profiles.push(person.profile);
    const random = new Random(shop.seed, 2, person.index, month.index);
    const nextOrderId = (): string => `${month.name}-${String((orders += 1)).padStart(5, '0')}`;
    for (const event of shopping(shop, month, person, products, random, nextOrderId)) events.push(event);
  }
  events.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return { events: events.map((event, at) => ({ ...event, messageId: `demo:${month.name}:${at + 1}` })), profiles };
}

function* shopping(
  shop: Shop,
  month: ShopMonth,
  person: Shopper,
  products: CatalogueProduct[],
  random: Random,
  nextOrderId: () => string,
): Generator<ShopEvent> {
  const first = Math.max(month.first, person.joined);
  const last = Math.min(month.last, person.stopped);
  if (first > last) return;
  const share = ((last - first + 1) / 365) * seasons[month.calendarMonth]!;
  const visit = (day: number) => ({ shopper: person, products, random, start: moment(shop, day, random) });
  if (person.onlyOrderOn !== null && person.onlyOrderOn >= first && person.onlyOrderOn <= last) {
    yield* order(visit(person.onlyOrderOn), nextOrderId());
  }
  for (let n = random.poisson(person.ordersPerYear * share); n > 0; n -= 1) {
    yield* order(visit(shoppingDay(shop, first, last, random)), nextOrderId());
  }
  for (let n = random.poisson(person.visitsPerYear * share); n > 0; n -= 1) {
    yield* browse(visit(shoppingDay(shop, first, last, random)));
  }
}

/** Busy weekdays more often; a few tries are enough. */
function shoppingDay(shop: Shop, first: number, last: number, random: Random): number {
  const firstWeekday = new Date(startOfDay(shop, 0)).getUTCDay();
  let day = random.between(first, last);
  for (let tries = 0; tries < 4; tries += 1) {
    if (random.chance(weekdays[(firstWeekday + day) % 7]!)) break;
    day = random.between(first, last);
  }
  return day;
}

function moment(shop: Shop, day: number, random: Random): number {
  return startOfDay(shop, day) + random.weighted(hours) * 3_600_000 + random.below(3_600_000);
}
