import { aggregatorType, type Aggregate } from '@cutline/segment-definition';
import { today } from './local-day.ts';
import type { SqlContext } from './sql-context.ts';
import type { ScannedValue } from './scanned-value.ts';
import { allDays, before1970, dayColumns, type DayColumn, type DayRange } from './stream-days.ts';
import { averageOf } from './value-statistics.ts';

/**
 * How rows of timelines stand for a profile: as its only row of the stream, or as several, those of other streams among them, of which `of` selects the
 * stream's.
 */
export type TimelineRows = 'single' | { of: string };

/**
 * The column of an aggregate over the timelines of its stream: the same values as `compileAggregate` makes of the events. `days` is what `daysOf`
 * says of its window. Several rows of a profile are grouped by it: what they come to is made of what each comes to, which takes a fraction of
 * merging their days.
 *
 * @throws Error for aggregators that are of no stream: see `streamOf`
 */
export function compileTimeline(
  { aggregator }: Aggregate,
  days: DayRange,
  rows: TimelineRows,
  context: SqlContext,
): ScannedValue {
  const column = columnsWithin(days, rows, context);
  const type = aggregatorType(aggregator);
  const counted = column.sum('events', 'UInt64');
  const stored = (sql: string): ScannedValue => ({
    stored: sql,
    value: (name) => ({ sql: name, type }),
    active: { stored: `${counted} > 0` },
  });
  switch (aggregator.type) {
    case 'count':
      // Whole numbers are added, compared and grouped by in half the time of decimals.
      return {
        stored: counted,
        value: (name) => ({ sql: `toDecimal128(${name}, 8)`, type }),
        active: (name) => `${name} > 0`,
      };
    case 'exists':
      return {
        stored: `CAST(${counted} > 0, 'Bool')`,
        value: (name) => ({ sql: name, type }),
        active: (name) => name,
      };
    case 'daysSinceFirst':
      return stored(daysSince(column.day('min'), context));
    case 'daysSinceLast':
      return stored(daysSince(column.day('max'), context));
    case 'sum':
      return stored(column.sum('total', 'Decimal(38, 8)'));
    case 'average': {
      const sum = column.sum('total', 'Decimal(38, 8)');
      return stored(averageOf(sum, column.sum('valued', 'UInt64'), aggregator.parameter));
    }
    default:
      throw new Error(`No timeline tells ${aggregator.type}`);
  }
}

interface Columns {
  /** The sum of a column over the days. */
  sum(column: Exclude<DayColumn, 'day'>, type: string): string;
  /** Nullable(UInt16): the first or last day with an event. */
  day(end: 'min' | 'max'): string;
}

function columnsWithin({ from, to }: DayRange, rows: TimelineRows, { parameters }: SqlContext): Columns {
  const limits = [
    ...(from > allDays.from ? [`day >= ${parameters.add('day', 'UInt32', from)}`] : []),
    ...(to < allDays.to ? [`day < ${parameters.add('day', 'UInt32', to)}`] : []),
  ];
  const [limit] = limits;
  // Bit by bit, as both are 0 or 1: AND would look at rows one by one.
  const within = limits.length > 1 ? `bitAnd(${limits.join(', ')})` : limit;
  const sumOfRow = (column: DayColumn, type: string): string => {
    if (within === undefined) return `arraySum(${dayColumns[column]})`;
    // Decimals are multiplied with a look at each whether it overflows.
    const kept = type === 'UInt64' ? `n * (${within})` : `if(${within}, n, CAST(0, '${type}'))`;
    return `arraySum((day, n) -> ${kept}, ${dayColumns.day}, ${dayColumns[column]})`;
  };
  const days = within === undefined ? dayColumns.day : `arrayFilter(day -> ${within}, ${dayColumns.day})`;
  const dayOfRow = { min: `arrayMin(${days})`, max: `arrayMax(${days})` };
  return rows === 'single'
    ? { sum: sumOfRow, day: (end) => `if(empty(${days}), NULL, ${dayOfRow[end]})` }
    : {
        sum: (column, type) => `sumIf(${sumOfRow(column, type)}, ${rows.of})`,
        day: (end) => `${end}OrNullIf(${dayOfRow[end]}, bitAnd(${rows.of}, notEmpty(${days})))`,
      };
}

/** Nullable(Decimal(38, 8)): days from one to today. */
function daysSince(day: string, context: SqlContext): string {
  return `toDecimal128(${today(context)} + ${before1970} - ${day}, 8)`;
}
