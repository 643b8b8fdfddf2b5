import { type Decimal } from 'decimal.js';
import { cutAtEight, exact } from './evaluate-value.ts';
import type { QuantileMethod } from '../quantile.ts';

/**
 * The quantile at level a / 10,000, in integers as definitions state it: h = (n − 1) · a, k = h div 10,000,
 * r = h mod 10,000. `linear` is numpy's default (type 7 of Hyndman and Fan, 1996). `approximate` stands here for one of
 * the answers that are allowed: see `isWithinApproximation`. Null: there are no values.
 */
export function quantile(values: Decimal[], a: number, method: QuantileMethod): Decimal | null {
  const x = ascending(values);
  const n = x.length;
  if (n === 0) return null;
  const h = (n - 1) * a;
  const k = Math.floor(h / 10_000);
  const r = h % 10_000;
  const low = x[k]!;
  const high = r === 0 ? low : x[k + 1]!;
  switch (method) {
    case 'linear':
      return low.plus(cutAtEight(high.minus(low).times(r).dividedBy(10_000)));
    case 'lower':
      return low;
    case 'higher':
      return high;
    case 'inverted_cdf':
    case 'approximate':
      return x[Math.max(0, Math.ceil((n * a) / 10_000) - 1)]!;
  }
}

/** Whether `candidate` is one of the values whose place is at most n / 1,000 + 1 away from the right one. */
export function isWithinApproximation(values: Decimal[], a: number, candidate: Decimal): boolean {
  const x = ascending(values);
  const place = ((x.length - 1) * a) / 10_000;
  const allowed = x.length / 1_000 + 1;
  return x.some((value, index) => value.equals(candidate) && Math.abs(index - place) <= allowed);
}

function ascending(values: Decimal[]): Decimal[] {
  return values.map(exact).sort((one, other) => one.comparedTo(other));
}
