import { type Decimal } from 'decimal.js';
import type { EvaluatedEvent } from './evaluated-world.ts';
import { exact, roundHalfEven, sumOf } from './evaluate-value.ts';

const dayInMilliseconds = 24 * 60 * 60 * 1_000;

/** Mean or median of the times between successive events, in days of 24 hours with eight places; null for fewer than two. */
export function gapsInDays(inOrder: EvaluatedEvent[], statistic: 'mean' | 'median'): Decimal | null {
  const gaps = inOrder.slice(1).map((event, index) => event.time - inOrder[index]!.time);
  if (gaps.length === 0) return null;
  return roundHalfEven(meanOf(statistic === 'mean' ? gaps : inTheMiddle(gaps)).dividedBy(dayInMilliseconds), 8);
}

/** The one in the middle, or the two. */
function inTheMiddle(values: number[]): number[] {
  const ascending = values.toSorted((one, other) => one - other);
  return ascending.slice(Math.floor((values.length - 1) / 2), Math.floor(values.length / 2) + 1);
}

function meanOf(values: number[]): Decimal {
  return sumOf(values.map(exact)).dividedBy(values.length);
}
