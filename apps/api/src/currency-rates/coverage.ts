import type { EventsOfCurrency, RatesOfCurrency } from './coverage.queries.ts';
import type { CurrencyCoverage } from './currency-rates.schemas.ts';

/** Every currency that has rates, or events with amounts, by its code. */
export function coverageOf(rates: RatesOfCurrency[], events: EventsOfCurrency[]): CurrencyCoverage[] {
  const ratesOf = new Map(rates.map((each) => [each.currency, each]));
  const eventsOf = new Map(events.map((each) => [each.currency, each]));
  return [...new Set([...ratesOf.keys(), ...eventsOf.keys()])].sort().map((currency) => {
    const held = ratesOf.get(currency);
    const seen = eventsOf.get(currency);
    return {
      currency,
      rate: held?.rate ?? null,
      days: Number(held?.days ?? 0),
      firstDay: held?.firstDay ?? null,
      lastDay: held?.lastDay ?? null,
      events: Number(seen?.events ?? 0),
      eventsWithoutRate: Number(seen?.withoutRate ?? 0),
      firstEventDay: seen?.firstDay ?? null,
      lastEventDay: seen?.lastDay ?? null,
    };
  });
}
