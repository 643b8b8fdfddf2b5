import {
  dayEdges,
  instantOf,
  nextEdges,
  uncutEdges,
  type Comparison,
  type WindowEdges,
} from '@cutline/segment-definition';
import { compileEdges, compileUncutWindow } from './compile-window.ts';
import { once } from './once.ts';
import type { SqlContext } from './sql-context.ts';
import { localMilliseconds, localOf, monthDayOfLocal, monthOfLocal } from './zone-sql.ts';

/** Comparisons of instants with moments, windows and today. */
export type DateTimeComparison = Extract<
  Comparison,
  { type: 'before' | 'after' | 'on' | 'within' | 'withinNext' | 'sameDay' | 'sameMonth' }
>;

/** UInt8, NULL where `ms` is: whether an instant (Nullable(Int64), UTC milliseconds) compares so. */
export function compileDateTimeComparison(ms: string, comparison: DateTimeComparison, context: SqlContext): string {
  const { asOf, timeZone } = context.evaluation;
  switch (comparison.type) {
    case 'before':
    case 'after':
    case 'on':
      return once({ ms }, compileEdges(edgesOf(comparison, timeZone), 'ms', context));
    case 'within':
      return once({ ms }, compileUncutWindow(comparison.window, 'ms', context));
    case 'withinNext':
      return once({ ms }, compileEdges(nextEdges(comparison.count, comparison.unit, asOf, timeZone), 'ms', context));
    case 'sameDay':
    case 'sameMonth':
      return once({ ms }, once({ local: localOf('ms', context) }, sameAsToday(comparison.type, 'local', context)));
  }
}

function edgesOf(
  { type, moment }: Extract<DateTimeComparison, { type: 'before' | 'after' | 'on' }>,
  timeZone: string,
): WindowEdges {
  const isDate = moment.length === 10;
  const instant = instantOf(moment, timeZone);
  switch (type) {
    case 'before':
      return { start: null, end: instant };
    case 'after':
      return { start: isDate ? dayEdges(moment, timeZone).end : instant + 1, end: Infinity };
    case 'on':
      return isDate ? dayEdges(moment, timeZone) : uncutEdges({ type: 'this', unit: 'day' }, instant, timeZone);
  }
}

/** Whether the month and day, or the month, of local milliseconds is that of the local day of `asOf`. */
function sameAsToday(
  type: 'sameDay' | 'sameMonth',
  local: string,
  { evaluation: { asOf, timeZone }, parameters }: SqlContext,
): string {
  const today = new Date(localMilliseconds(asOf, timeZone));
  const month = today.getUTCMonth() + 1;
  const isSame =
    type === 'sameMonth'
      ? `${monthOfLocal(local)} = ${parameters.add('month', 'UInt16', month)}`
      : `has(${parameters.add('days', 'Array(UInt16)', daysLike(today))}, ${monthDayOfLocal(local)})`;
  return `(isNotNull(${local}) AND ${isSame})`;
}

/** Month and day of today, as one number; in years without a 29 February its people have their day on the 28th. */
function daysLike(today: Date): number[] {
  const day = (today.getUTCMonth() + 1) * 100 + today.getUTCDate();
  const isLeapYear = new Date(Date.UTC(today.getUTCFullYear(), 1, 29)).getUTCMonth() === 1;
  return day === 228 && !isLeapYear ? [228, 229] : [day];
}
