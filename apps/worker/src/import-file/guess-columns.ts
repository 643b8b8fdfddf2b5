import { readDecimal } from './decimals.ts';
import type { ParameterType, TimeFormat } from './mapping.ts';
import { readTime } from './read-time.ts';

/** What a column seems to be. */
export type ColumnGuess =
  | 'customId'
  | 'email'
  | 'phone'
  | 'messageId'
  | 'time'
  | 'action'
  | 'revenue'
  | 'currency'
  | 'orderId'
  | 'products'
  | 'parameter'
  | 'ignore';

/** What is known of a column from the sampled rows. */
export interface SampledColumn {
  name: string;
  /** Its fields, trimmed, empty ones left out. */
  values: string[];
}

/**
 * Of what type a column's values are; numbers that begin with a zero are names. In a column of numbers one value in ten may be something else:
 * a slip, which is rejected with its row, and not a reason to read the others as text.
 */
export function guessType(values: string[], mark: '.' | ','): ParameterType {
  if (values.length === 0) return 'string';
  if (nearlyAll(values, (value) => /^[+-]?(0|[1-9]\d{0,14})$/.test(value))) return 'integer';
  if (nearlyAll(values, (value) => isDecimal(value, mark) && !/^[+-]?0\d/.test(value))) return 'number';
  if (values.every((value) => /^(true|false|yes|no)$/i.test(value))) return 'boolean';
  if (values.every((value) => readTime(value, 'iso', 'UTC') !== null)) return 'datetime';
  return 'string';
}

/** The form that nearly all values of a column have as times, or null. Where day and month could be either, `monthFirst` decides. */
export function guessTimeFormat(values: string[], monthFirst: boolean): TimeFormat | null {
  const forms: TimeFormat[] = ['iso', 'date', ...(monthFirst ? (['mdy', 'dmy'] as const) : (['dmy', 'mdy'] as const))];
  const nearly = (holds: (value: string) => boolean): boolean =>
    values.length > 0 && values.filter(holds).length >= values.length * 0.9;
  if (values.every((value) => /^\d{4}-\d{2}-\d{2}$/.test(value)) && values.length > 0) return 'date';
  // Seconds and milliseconds since 1970, from 2001 on: fewer digits are more likely a number of something.
  if (nearly((value) => /^1?\d{9}(\.\d+)?$/.test(value) && !/^(19|20)\d{6}$/.test(value))) return 'unix';
  if (nearly((value) => /^1?\d{12}$/.test(value))) return 'unixMillis';
  const fits = forms.map((form) => ({
    form,
    fitting: values.filter((value) => readTime(value, form, 'UTC') !== null).length,
  }));
  const best = fits.reduce((a, b) => (b.fitting > a.fitting ? b : a));
  return best.fitting > 0 && nearly((value) => readTime(value, best.form, 'UTC') !== null) ? best.form : null;
}

/** What each column seems to be, by its name and values; each part of an event is found at most once. */
export function guessColumns(columns: SampledColumn[], mark: '.' | ',', monthFirst: boolean): ColumnGuess[] {
  const guesses = columns.map((column): ColumnGuess => (column.values.length === 0 ? 'ignore' : 'parameter'));
  const claim = (guess: ColumnGuess, suits: (column: SampledColumn) => boolean): void => {
    const at = columns.findIndex((column, index) => guesses[index] === 'parameter' && suits(column));
    if (at !== -1) guesses[at] = guess;
  };
  for (const { guess, names, values } of signs(mark, monthFirst)) {
    for (const pattern of names) {
      if (guesses.includes(guess)) break;
      claim(guess, (column) => pattern.test(plainName(column.name)) && values(column.values));
    }
  }
  // Without a telling name, addresses and dates still give themselves away.
  if (!guesses.includes('email')) claim('email', (column) => mostly(column.values, isEmail));
  if (!guesses.includes('time'))
    claim('time', (column) => !/^\d+$/.test(column.values[0]!) && guessTimeFormat(column.values, monthFirst) !== null);
  // A currency of nothing is a value like others.
  if (!guesses.includes('revenue')) return guesses.map((guess) => (guess === 'currency' ? 'parameter' : guess));
  return guesses;
}

interface Sign {
  guess: ColumnGuess;
  /** Names, the most telling first, in the form of `plainName`. */
  names: RegExp[];
  values: (values: string[]) => boolean;
}

function signs(mark: '.' | ',', monthFirst: boolean): Sign[] {
  const anything = (): boolean => true;
  const amounts = (values: string[]): boolean => mostly(values, (value) => isDecimal(value, mark));
  return [
    { guess: 'messageId', names: [/^(message|event)id$/, /^idempotencykey$/], values: anything },
    {
      guess: 'customId',
      names: [
        /^(custom|customer|cust|user|client|profile|member|person|contact|account|external|shopper|visitor)(id|no|nr|number|key)$/,
        /^(customer|user|client|member|kundennummer|kundennr|kunde)$/,
        /^(id|uid)$/,
      ],
      values: anything,
    },
    { guess: 'email', names: [/^e?mail(address)?$/, /mail/], values: (values) => mostly(values, isEmail) },
    {
      guess: 'phone',
      names: [/^(mobile|cell)?(phone|telephone|tel|msisdn|mobile)(number|no|nr)?$/],
      values: (values) => mostly(values, (value) => /^\+?[\d\s().-]{5,25}$/.test(value)),
    },
    {
      guess: 'time',
      names: [
        /^(event|order|purchase|transaction|invoice)?(time|timestamp|datetime|date)$/,
        /^(occurred|created|happened|ordered|purchased|sent|received)(at|on)?$/,
        /(time|date|datum|timestamp)/,
      ],
      values: (values) => guessTimeFormat(values, monthFirst) !== null,
    },
    {
      guess: 'action',
      names: [/^(action|event|eventname|eventtype|activity)$/, /^type$/],
      values: (values) => values.every((value) => value.length <= 100 && !/^\d/.test(value)),
    },
    {
      guess: 'orderId',
      names: [/^(order|transaction|invoice|receipt|basket)(id|no|nr|number)$/, /^(order|invoice|bestellnummer)$/],
      values: anything,
    },
    {
      guess: 'revenue',
      names: [
        /^(revenue|amount|total|turnover|spend)$/,
        /^(order|total|net|gross|dollar|purchase|transaction|sales)(value|amount|total|price|revenue|sum)$/,
        /(revenue|amount|value|total|price|betrag|umsatz)/,
      ],
      values: amounts,
    },
    {
      guess: 'currency',
      names: [/^(currency|ccy|waehrung)(code)?$/, /(currency|waehrung)(code)?$/],
      values: (values) => mostly(values, (value) => /^[A-Za-z]{3}$/.test(value)),
    },
  ];
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Of ten or more values nine in ten, of fewer all. */
export function nearlyAll(values: string[], holds: (value: string) => boolean): boolean {
  const failing = values.filter((value) => !holds(value)).length;
  return values.length > 0 && failing <= values.length / 10;
}

function mostly(values: string[], holds: (value: string) => boolean): boolean {
  return values.length > 0 && values.filter(holds).length >= values.length * 0.8;
}

function isEmail(value: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
}

function isDecimal(value: string, mark: '.' | ','): boolean {
  return 'value' in readDecimal(value, mark);
}
