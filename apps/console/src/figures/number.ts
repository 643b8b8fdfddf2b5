import { locale } from '../language/language.ts';

/** Where the reader is, for grouping digits and writing dates; tests give theirs. */
export function readersLocale(): string {
  return locale.value;
}

type Locale = string | readonly string[] | undefined;

const formats = new Map<string, Intl.NumberFormat>();
function format(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key) ?? new Intl.NumberFormat(locale as string[], options);
  formats.set(key, known);
  return known;
}

/** 12345 → 12,345 */
export function formatCount(count: number, locale: Locale = readersLocale()): string {
  return format(locale, { maximumFractionDigits: 0 }).format(count);
}

/** For places with little room: 1284310 → 1.3M */
export function formatCompact(count: number, locale: Locale = readersLocale()): string {
  return format(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

/** 0.2017 → 20.2%; what is more than nothing never reads as 0. */
export function formatShare(share: number, locale: Locale = readersLocale()): string {
  if (share > 0 && share < 0.001)
    return `<${format(locale, { style: 'percent', maximumFractionDigits: 1 }).format(0.001)}`;
  return format(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** +1,204 or −12; 0 stays 0. */
export function formatSigned(change: number, locale: Locale = readersLocale()): string {
  return format(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(change).replace('-', '−');
}

/** A decimal from the API, exactly as it is but for grouping and trailing zeros: '1350.5900' → 1,350.59 */
export function formatDecimal(value: string | number, locale: Locale = readersLocale()): string {
  // Intl takes a decimal's text as it is, so that digits beyond a float's survive.
  return format(locale, { maximumFractionDigits: 8 }).format(String(value) as Intl.StringNumericLiteral);
}

/** An amount in a currency: ('12.5', 'EUR') → €12.50 */
export function formatMoney(value: string | number, currency: string | null, locale: Locale = readersLocale()): string {
  if (!currency) return formatDecimal(value, locale);
  try {
    return format(locale, { style: 'currency', currency }).format(String(value) as Intl.StringNumericLiteral);
  } catch {
    return `${formatDecimal(value, locale)} ${currency}`;
  }
}

/** 1536 → 1.5 kB */
export function formatBytes(bytes: number, locale: Locale = readersLocale()): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return format(locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: power ? 'short' : 'long',
    maximumFractionDigits: power ? 1 : 0,
  }).format(bytes / 1000 ** power);
}

/** "1 profile", "2 profiles". */
export function counted(count: number, one: string, many = `${one}s`, locale: Locale = readersLocale()): string {
  return `${formatCount(count, locale)} ${count === 1 ? one : many}`;
}
