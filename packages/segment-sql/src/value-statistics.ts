import type { Parameter } from '@cutline/segment-definition';
import { today, localDay } from './local-day.ts';
import { once } from './once.ts';
import { averageSql, roundedFraction } from './rounding.ts';
import type { SqlContext } from './sql-context.ts';

const dayLength = 86_400_000;

/** Nullable(Decimal(38, 8)): the average of values of which there are `count`; money has four places. */
export function averageOf(sum: string, count: string, parameter: Parameter): string {
  const average = averageSql('total', 'n', parameter.type === 'money' ? 4 : 8);
  return once({ total: sum, n: count }, `if(n = 0, NULL, ${average})`);
}

/**
 * Nullable: the value that comes most often; of equally frequent ones that with the latest instant, then the least. `pairs` is an array
 * of instant and value, in the order of instants: among all of them, the last of a value is the one that has its number and its instant.
 */
export function mostFrequentOf(pairs: string): string {
  const nth = 'arrayMap(n -> -toInt64(n), arrayEnumerateUniq(tupleElement(pairs, 2)))';
  const ranked = `arrayZip(${nth}, arrayMap(t -> -t, tupleElement(pairs, 1)), tupleElement(pairs, 2))`;
  return once({ pairs }, `if(empty(pairs), NULL, tupleElement(arraySort(${ranked})[1], 3))`);
}

/** The same of maps (tuples of arrays, in the order of keys): how often each value comes, and its latest instant. */
export function mostFrequentOfMaps(counts: string, latest: string): string {
  const pairs = `arrayZip(arrayMap(n -> -toInt64(n), tupleElement(counts, 2)), arrayMap(t -> -t, tupleElement(latest, 2)), tupleElement(counts, 1))`;
  return once({ counts, latest }, `if(empty(tupleElement(counts, 1)), NULL, tupleElement(arraySort(${pairs})[1], 3))`);
}

/** Nullable(Decimal(38, 8)): local calendar days from an instant (Nullable(Int64), UTC milliseconds) to `asOf`. */
export function daysSince(instant: string, context: SqlContext): string {
  return `toDecimal128(${today(context)} - ${localDay(instant, context)}, 8)`;
}

/** Nullable(Decimal(38, 8)): the mean of the times between `count` successive instants, in days. Only the ends matter. */
export function meanGap(first: string, last: string, count: string): string {
  const gap = roundedFraction('last - first', `greatest(toInt64(n) - 1, 1) * ${dayLength}`, 8);
  return once({ first, last, n: count }, `if(n < 2, NULL, ${gap})`);
}

/** Nullable(Decimal(38, 8)): the median of the times between successive instants (Array(Int64), ascending), in days. */
export function medianGap(instants: string): string {
  const gaps = 'arraySort(arrayPopFront(arrayDifference(instants)))';
  const middle = 'gaps[intDiv(length(gaps) + 1, 2)] + gaps[intDiv(length(gaps), 2) + 1]';
  return once(
    { instants },
    once({ gaps }, `if(empty(gaps), NULL, ${roundedFraction(middle, `toInt64(${2 * dayLength})`, 8)})`),
  );
}

/** A list (see `SqlValue`): the last of the values (an array in their order), as text; of no values it is none. */
export function lastOf(values: string, count: string): string {
  const texts = `arrayMap(value -> toString(value), arraySlice(${values}, -${count}))`;
  return once({ texts }, `CAST((notEmpty(texts), texts), 'Tuple(Bool, Array(String))')`);
}
