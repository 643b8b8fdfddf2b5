import { type Decimal } from 'decimal.js';
import type { Context } from './evaluate-context.ts';
import { exact, roundHalfEven } from './evaluate-value.ts';

/** An amount as it was given. */
export interface Amount {
  /** Decimal with at most four places, as text. */
  amount: string;
  /** ISO 4217 code, or empty: the workspace's. */
  currency: string;
  /** When it was paid, in UTC milliseconds. */
  time: number;
}

/**
 * The amount in the workspace's currency, at the rate of the latest day on or before its UTC date; of several rates for
 * that day, that of the greatest batch. Rounded to four places, half to even. Null: there is no rate.
 */
export function inWorkspaceCurrency({ amount, currency, time }: Amount, context: Context): Decimal | null {
  if (currency === '' || currency === context.currency) return exact(amount);
  const date = new Date(time).toISOString().slice(0, 10);
  const rate = context.rates.findLast((each) => each.currency === currency && each.day <= date);
  return rate ? roundHalfEven(exact(amount).times(rate.rate), 4) : null;
}
