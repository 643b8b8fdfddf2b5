import { cellText } from './cell-of.ts';
import type { Cell } from './file-rows.ts';
import { guessColumns, guessTimeFormat, guessType, nearlyAll, type ColumnGuess } from './guess-columns.ts';
import { guessProducts } from './guess-products.ts';
import type { Mapping, ParameterType } from './mapping.ts';

/** What a column seems to be, with some of its values to judge by. */
export interface GuessedColumn {
  name: string;
  guess: ColumnGuess;
  type: ParameterType;
  examples: string[];
}

export interface MappingGuess {
  columns: GuessedColumn[];
  /** Null when no column tells whose event a row is, or when it happened: a person has to say. */
  suggestedMapping: Mapping | null;
}

/** What the workspace says where a file does not. */
export interface GuessDefaults {
  /** IANA name. */
  timeZone: string;
  /** ISO 4217 code. */
  currency: string;
}

/** A mapping for a file, from the names of its columns and some of its rows. */
export function guessMapping(
  written: Pick<Mapping, 'format' | 'delimiter' | 'encoding'>,
  names: string[],
  rows: Cell[][],
  defaults: GuessDefaults,
): MappingGuess {
  const sampled = names.map((name, index) => ({
    name,
    values: rows.map((row) => cellText(row[index] ?? '')).filter((value) => value !== ''),
  }));
  const decimalMark = guessDecimalMark(sampled.map((column) => column.values));
  const monthFirst = defaults.timeZone.startsWith('America/');
  const products = guessProducts(names, rows);
  const guesses = guessColumns(
    sampled.map((column) => (column.name === products?.column ? { ...column, values: [] } : column)),
    decimalMark,
    monthFirst,
  );
  const columns = sampled.map((column, index): GuessedColumn => ({
    name: column.name,
    guess: column.name === products?.column ? 'products' : guesses[index]!,
    type: guessType(column.values, decimalMark),
    examples: [...new Set(column.values)].slice(0, 5).map((value) => value.slice(0, 100).toWellFormed()),
  }));
  const named = (guess: ColumnGuess): string | undefined => columns.find((column) => column.guess === guess)?.name;
  const time = named('time');
  const identifiers = { customId: named('customId'), email: named('email'), phone: named('phone') };
  if (!time || !(identifiers.customId ?? identifiers.email ?? identifiers.phone))
    return { columns, suggestedMapping: null };
  const action = named('action');
  const revenue = named('revenue');
  const currency = named('currency');
  const times = sampled.find((column) => column.name === time)!.values;
  return {
    columns,
    suggestedMapping: {
      ...written,
      decimalMark,
      action: action ? { column: action } : { constant: revenue ? 'transaction.charge' : 'event' },
      time: { column: time, format: guessTimeFormat(times, monthFirst) ?? 'iso', timeZone: defaults.timeZone },
      identifiers,
      messageId: named('messageId'),
      revenue,
      currency: revenue === undefined ? undefined : currency ? { column: currency } : { constant: defaults.currency },
      orderId: named('orderId'),
      products: products ?? undefined,
      parameters: columns
        .filter((column) => column.guess === 'parameter')
        .map(({ name, type }) => ({ column: name, name: parameterName(name), type })),
    },
  };
}

const amountPattern = /^-?\d+([.,]\d{1,4})?$/;

/** A comma, when numbers with a comma and two places are seen and none with a point. */
function guessDecimalMark(columns: string[][]): '.' | ',' {
  const amounts = columns.filter((values) => nearlyAll(values, (value) => amountPattern.test(value)));
  const has = (mark: string): boolean =>
    amounts.some((values) => values.some((value) => amountPattern.test(value) && value.includes(mark)));
  return has(',') && !has('.') ? ',' : '.';
}

function parameterName(column: string): string {
  const name =
    column
      .replaceAll(/[\p{Cc}`]/gu, ' ')
      .trim()
      .slice(0, 200) || 'value';
  return name === 'revenue' ? 'revenue (2)' : name;
}
