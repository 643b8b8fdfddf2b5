import type { CurrencyRateCheck } from './currency-rates.schemas.ts';
import type { ReadRate } from './read-rates.ts';

/** Rates and replacements that are listed, at most. */
const mostListed = 100;

/** What an import of `rates` would change in those that hold: `held` has at least all of the same currencies and days. */
export function checkRates(
  rates: ReadRate[],
  held: { currency: string; day: string; rate: string }[],
): CurrencyRateCheck {
  const before = new Map(held.map(({ currency, day, rate }) => [`${currency} ${day}`, rate]));
  const replacements: CurrencyRateCheck['replacements'] = [];
  let added = 0;
  let replaced = 0;
  for (const [currency, day, rate] of rates) {
    const old = before.get(`${currency} ${day}`);
    if (old === undefined) added++;
    else if (plain(old) !== plain(rate) && ++replaced <= mostListed)
      replacements.push({ currency, day, before: plain(old), after: plain(rate) });
  }
  return {
    ...spanOf(rates),
    added,
    replaced,
    unchanged: rates.length - added - replaced,
    replacements,
    first: rates.slice(0, mostListed).map(([currency, day, rate]) => ({ currency, day, rate: plain(rate) })),
  };
}

/** How many rates there are, of which currencies and days. */
export function spanOf(rates: ReadRate[]) {
  const days = rates.map(([, day]) => day).sort();
  return {
    rates: rates.length,
    currencies: [...new Set(rates.map(([currency]) => currency))].sort(),
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
  };
}

/** The same number without zeros that say nothing. */
function plain(rate: string): string {
  const text = rate.replace(/^0+(?=\d)/, '');
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
