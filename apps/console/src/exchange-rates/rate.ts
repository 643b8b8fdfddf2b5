import { readersLocale } from '../figures/number.ts';

/** A rate with all its places, at least four: '0.92' → 0.9200 */
export function formatRate(rate: string, locale: string = readersLocale()): string {
  const digits = { minimumFractionDigits: 4, maximumFractionDigits: 10 };
  // A text is taken as it is, so that digits beyond a float's survive.
  return new Intl.NumberFormat(locale, digits).format(rate as Intl.StringNumericLiteral);
}

/** What a currency is called: USD → US Dollar. A code that nobody knows stays as it is. */
export function currencyName(code: string, locale: string = readersLocale()): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code;
  } catch {
    return code;
  }
}
