import { z } from 'zod';
import { documentedAs } from '../openapi/documented-as.ts';
import { author, count, decimal, instant, uuid } from '../openapi/formats.ts';
import { pageFields, pageOf } from '../pagination/page.ts';

/** Codes that the platform's ISO 4217 list has. */
const codes = new Set(Intl.supportedValuesOf('currency'));

const currency = z
  .string()
  .refine((code) => codes.has(code), 'Not a currency. Give an ISO 4217 code, e.g. USD.')
  .describe('ISO 4217 code.');

const day = z.iso
  .date({ error: 'Not a date. Write it as 2026-01-31.', abort: true })
  .refine((text) => text >= '1900-01-01' && text < '2150-01-01', 'A day lies between 1900 and 2149.');

const rate = z
  .union([z.string(), z.number()], { error: 'Expected a number.' })
  .refine((value) => rateText(value) !== undefined, 'A rate is a number above 0 with at most ten decimal places.')
  .describe('Units of the workspace’s currency for one of the other.');

export const newRate = z.strictObject({ currency, day, rate }).meta({ id: 'NewCurrencyRate' });

/** Rows in one import at most: they travel as one message. */
export const mostRates = 10_000;

export const rateTable = z
  .strictObject({ rates: z.array(newRate).min(1, 'There are no rates.').max(mostRates) })
  .meta({ id: 'CurrencyRateTable' });

/** As JSON, or as CSV with a header that names the columns `currency`, `day` and `rate`. */
export const newRates = documentedAs(
  'NewCurrencyRates',
  z.union([rateTable, z.string()]).meta({ id: 'NewCurrencyRates' }),
);

export const currencyRate = z
  .object({ currency: z.string(), day: z.iso.date(), rate: decimal, batch: count })
  .meta({ id: 'CurrencyRate', description: 'Units of the workspace’s currency for one of another, from a day on.' });

export const currencyRatePage = pageOf(currencyRate, 'CurrencyRatePage');

export const currencyRateImport = z
  .object({
    id: uuid,
    status: z.enum(['running', 'completed', 'failed']),
    rates: count,
    currencies: z.array(z.string()),
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
    batch: count.nullable().describe('The ingestion batch it landed in; null until then.'),
    createdBy: author.nullable(),
    apiKey: author.nullable().describe('The key that sent it, where no person did.'),
    createdAt: instant,
    landedAt: instant.nullable(),
  })
  .meta({ id: 'CurrencyRateImport' });

export const currencyRateImportPage = pageOf(currencyRateImport, 'CurrencyRateImportPage');

const date = z.iso.date();

/** Days are UTC dates. */
export const currencyCoverage = z
  .object({
    currency: z.string(),
    rate: decimal.nullable().describe('Of the last day; null where there are no rates.'),
    days: count.describe('Days that have a rate.'),
    firstDay: date.nullable().describe('The first day that has a rate.'),
    lastDay: date.nullable().describe('The last day that has a rate.'),
    events: count.describe('Events that have an amount in the currency.'),
    eventsWithoutRate: count.describe('Those of a day before the first rate: their amounts have no value.'),
    firstEventDay: date.nullable(),
    lastEventDay: date.nullable(),
  })
  .meta({ id: 'CurrencyCoverage', description: 'The rates of a currency, and the events that need them.' });

export const currencyCoverages = z.array(currencyCoverage);

const readRate = z.object({ currency: z.string(), day: date, rate: decimal }).meta({ id: 'ReadCurrencyRate' });

export const currencyRateCheck = z
  .object({
    rates: count,
    currencies: z.array(z.string()),
    firstDay: date,
    lastDay: date,
    added: count.describe('Rates of days that have none yet.'),
    replaced: count.describe('Rates that would take the place of another.'),
    unchanged: count.describe('Rates that hold already.'),
    replacements: z
      .array(z.object({ currency: z.string(), day: date, before: decimal, after: decimal }))
      .describe('The first hundred of them.'),
    first: z.array(readRate).describe('The first hundred rates as they were read.'),
  })
  .meta({ id: 'CurrencyRateCheck', description: 'What an import of rates would change.' });

export const rateQuery = z.strictObject({ ...pageFields, currency: z.string().max(10).optional() });

export type NewRate = z.infer<typeof newRate>;
export type CurrencyRate = z.infer<typeof currencyRate>;
export type CurrencyRateImport = z.infer<typeof currencyRateImport>;
export type CurrencyCoverage = z.infer<typeof currencyCoverage>;
export type CurrencyRateCheck = z.infer<typeof currencyRateCheck>;
export type RateQuery = z.infer<typeof rateQuery>;

/** A rate as it is stored; undefined for what is none: 0 and less, more than ten places, more than 15 digits before them. */
export function rateText(value: string | number): string | undefined {
  const text = String(value).trim();
  if (!/^\d{1,15}(\.\d{1,10})?$/.test(text) || /^[0.]+$/.test(text)) return undefined;
  return text;
}
