import type { Identifiers, IncomingProfile } from '../ingestion/incoming.ts';
import { categoryCount } from './catalogue.ts';
import { person, withTastes } from './person.ts';
import { Random } from './random.ts';
import { shopDays, type Shop } from './shop.ts';

/** One made-up customer: who they are and how they shop. */
export interface Shopper {
  index: number;
  profile: IncomingProfile;
  /** What their events name them by. */
  identifiers: Identifiers;
  /** First and last day on which they may do something; the first may lie before the shop's history. */
  joined: number;
  stopped: number;
  /** Orders a year while they shop. */
  ordersPerYear: number;
  /** The day of their only order, for those who buy once. */
  onlyOrderOn: number | null;
  /** Visits a year without an order. */
  visitsPerYear: number;
  /** Share of their orders made in a store. */
  inStores: number;
  /** Categories (indexes) that they mostly buy from. */
  favourites: number[];
}

/** Share of people who never buy, and of those who buy once; the others come back. */
const neverBuy = 0.2;
const buyOnce = 0.24;

let last: { shop: string; shoppers: Shopper[] } | undefined;

/** All shoppers of a shop, by number; the same whenever asked. The last shop's are remembered, for its next month. */
export function shoppersOf(shop: Shop): Shopper[] {
  const key = JSON.stringify(shop);
  if (last?.shop !== key)
    last = { shop: key, shoppers: Array.from({ length: shop.people }, (_, index) => shopper(shop, index)) };
  return last.shoppers;
}

function shopper(shop: Shop, index: number): Shopper {
  const random = new Random(shop.seed, 1, index);
  const joined = random.chance(0.55) ? -Math.floor(random.exponential(400)) - 1 : random.below(shopDays);
  const kind = random.share();
  const comesBack = kind >= neverBuy + buyOnce;
  // Many order now and then, few every other week: a long tail.
  const ordersPerYear = comesBack ? Math.min(60, 3.1 * Math.exp(0.85 * random.normal())) : 0;
  // Some lose interest, most of them slowly; who buys once is soon gone.
  const shops = comesBack
    ? random.chance(0.5)
      ? random.exponential(520)
      : Infinity
    : random.exponential(kind < neverBuy ? 240 : 150);
  const stopped = Math.max(joined, 0) + Math.floor(joined < 0 && shops !== Infinity ? shops * 0.9 : shops);
  const onlyOrderOn = !comesBack && kind >= neverBuy ? Math.max(joined, random.below(shopDays)) : null;
  const named = person(shop, random, index, joined);
  const visitsPerYear = 1.5 + random.exponential(3) + ordersPerYear * 0.4;
  const inStores = random.chance(0.25) ? 0.65 : 0.08;
  const favourites = [random.below(categoryCount), random.below(categoryCount), random.below(categoryCount)];
  return {
    index,
    ...withTastes(shop, named, { index, ordersPerYear, favourites }),
    joined,
    stopped: Math.max(stopped, onlyOrderOn ?? 0),
    ordersPerYear,
    onlyOrderOn,
    visitsPerYear,
    inStores,
    favourites,
  };
}
