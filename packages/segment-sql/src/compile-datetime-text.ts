import { once } from './once.ts';
import type { SqlContext } from './sql-context.ts';
import { instantOfLocal } from './zone-sql.ts';

/** A date from 1900 to 2149, alone or with a time of day in UTC, to the second or finer. */
const form = [
  '^(19[0-9][0-9]|20[0-9][0-9]|21[0-4][0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])',
  '(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,3})?Z)?$',
].join('');

/**
 * Nullable(Int64), UTC milliseconds: what a text (Nullable(String)) says as a datetime. A date is its local midnight.
 * Other forms, and dates that do not exist, are no value.
 */
export function compileDateTimeText(text: string, context: SqlContext): string {
  // The parser reads far more than the form, but of the form only what exists.
  const utc = `if(match(text, '${form}'), toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(text, 3, 'UTC')), NULL)`;
  const instant = once({ utc }, `if(length(text) = 10, ${instantOfLocal('utc', context)}, utc)`);
  return `CAST(${once({ text }, instant)}, 'Nullable(Int64)')`;
}
