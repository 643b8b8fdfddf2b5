import { aggregatorType, type Aggregate } from '@cutline/segment-definition';
import type { AggregateColumns } from './compile-aggregate.ts';
import { today } from './local-day.ts';
import type { SqlContext } from './sql-context.ts';
import { allDays, before1970, type DayRange } from './stream-days.ts';
import { averageOf } from './value-statistics.ts';

/**
 * The columns of an aggregate over the timelines of its stream, one row for each profile: the same values as `compileAggregate` makes of the
 * events. `days` is what `daysOf` says of its window.
 *
 * @throws Error for aggregators that are of no stream: see `streamOf`
 */
export function compileTimeline(
  { aggregator }: Aggregate,
  days: DayRange,
  context: SqlContext,
): Pick<AggregateColumns, 'value' | 'active'> {
  const column = columnsWithin(days, context);
  const type = aggregatorType(aggregator);
  const counted = column.sum('counts', 2, 'UInt64');
  const active = `${counted} > 0`;
  const value = (sql: string): Pick<AggregateColumns, 'value' | 'active'> => ({ value: { sql, type }, active });
  switch (aggregator.type) {
    case 'count':
      return value(`toDecimal128(${counted}, 8)`);
    case 'exists':
      return value(`CAST(${active}, 'Bool')`);
    case 'daysSinceFirst':
      return value(daysSince('arrayMin', column, context));
    case 'daysSinceLast':
      return value(daysSince('arrayMax', column, context));
    case 'sum':
      return value(column.sum('sums', 3, 'Decimal(38, 8)'));
    case 'average': {
      const sum = column.sum('sums', 3, 'Decimal(38, 8)');
      return value(averageOf(sum, column.sum('sums', 2, 'UInt64'), aggregator.parameter));
    }
    default:
      throw new Error(`No timeline tells ${aggregator.type}`);
  }
}

interface Columns {
  /** The sum of an array of `counts` or `sums` over the days. */
  sum(column: 'counts' | 'sums', place: 2 | 3, type: string): string;
  /** Array(UInt16): the days with an event. */
  days: string;
}

function columnsWithin({ from, to }: DayRange, { parameters }: SqlContext): Columns {
  const limits = [
    ...(from > allDays.from ? [`day >= ${parameters.add('day', 'UInt32', from)}`] : []),
    ...(to < allDays.to ? [`day < ${parameters.add('day', 'UInt32', to)}`] : []),
  ].join(' AND ');
  if (limits === '') return { sum: (column, place) => `arraySum(${column}.${place})`, days: 'counts.1' };
  return {
    sum: (column, place, type) =>
      `arraySum((day, n) -> if(${limits}, n, CAST(0, '${type}')), ${column}.1, ${column}.${place})`,
    days: `arrayFilter(day -> ${limits}, counts.1)`,
  };
}

/** Nullable(Decimal(38, 8)): days from the first or last one to today. */
function daysSince(end: 'arrayMin' | 'arrayMax', { days }: Columns, context: SqlContext): string {
  return `if(empty(${days}), NULL, toDecimal128(${today(context)} + ${before1970} - ${end}(${days}), 8))`;
}
