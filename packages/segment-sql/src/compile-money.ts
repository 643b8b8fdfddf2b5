import type { SqlContext } from './sql-context.ts';

/**
 * Nullable(Decimal(38, 8)): an amount of an event (Nullable(Decimal(18, 4)), in the event's `currency`) in the workspace's
 * currency, to four places, half to even. Needs the columns `currency` and, where the workspace has rates, `rate` of
 * `eventsSource`; without a rate there is no value.
 */
export function compileMoney(amount: string, { evaluation, parameters }: SqlContext): string {
  const own = `currency IN ('', ${parameters.named('currency', 'String', evaluation.currency)})`;
  const unchanged = `toDecimal128(${amount}, 8)`;
  if (!evaluation.hasRates) return `if(${own}, ${unchanged}, NULL)`;
  return `multiIf(${own}, ${unchanged}, rate < ${highRate}, ${narrow(amount)}, ${wide(amount)})`;
}

/** Up to here 128 bits hold every product of an amount and a rate. */
const highRate = 1_000_000_000;

/** `least` for the rows of which another branch is taken, where the engine computes both. */
function narrow(amount: string): string {
  return `toDecimal128(roundBankers(toDecimal128(${amount}, 4) * least(rate, toDecimal128(${highRate}, 10)), 4), 8)`;
}

/** Several times slower. What is too great for 128 bits after all is no value. */
function wide(amount: string): string {
  return `accurateCastOrNull(roundBankers(toDecimal256(${amount}, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')`;
}
