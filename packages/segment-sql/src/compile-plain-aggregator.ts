import type { Aggregator } from '@cutline/segment-definition';
import { compileArrayQuantile, quantileOf } from './compile-array-quantile.ts';
import { eventOrder, type EventColumns } from './event-columns.ts';
import type { EventValues } from './event-values.ts';
import type { SqlContext } from './sql-context.ts';
import { valueColumns } from './value-columns.ts';
import { averageOf, daysSince, lastOf, meanGap, medianGap, mostFrequentOf } from './value-statistics.ts';

/**
 * The aggregate-function expression of an aggregator, of the SQL type of its values. Where it can, it keeps no more of a profile
 * than a few numbers: scans over many millions of events depend on it.
 */
export function compilePlainAggregator(
  aggregator: Aggregator,
  events: EventColumns,
  values: EventValues | null,
  context: SqlContext,
): string {
  const { counted, instant, messageId } = events;
  const count = `countIf(${counted})`;
  const first = `minOrNullIf(${instant}, ${counted})`;
  const last = `maxOrNullIf(${instant}, ${counted})`;
  switch (aggregator.type) {
    case 'count':
      return `toDecimal128(${count}, 8)`;
    case 'exists':
      return `CAST(${count} > 0, 'Bool')`;
    case 'daysSinceFirst':
      return daysSince(first, context);
    case 'daysSinceLast':
      return daysSince(last, context);
    case 'gaps':
      if (aggregator.statistic === 'median') return medianGap(`arraySort(groupArrayIf(${instant}, ${counted}))`);
      return meanGap(`minIf(${instant}, ${counted})`, `maxIf(${instant}, ${counted})`, count);
    default:
  }
  const own = valueColumns(values, events);
  switch (aggregator.type) {
    case 'sum':
      return own.sum;
    case 'average':
      return averageOf(own.sum, own.count, aggregator.parameter);
    case 'min':
      return own.min;
    case 'max':
      return own.max;
    case 'median':
    case 'quantile':
      return compileArrayQuantile(own.all, ...quantileOf(aggregator));
    case 'first':
      // The instants of events in their order are themselves in order.
      if (aggregator.parameter.name === 'time') return first;
      return `argMinIf(${own.earliest}, ${eventOrder(events)}, ${own.hasAny})`;
    case 'last':
      if (aggregator.parameter.name === 'time') return last;
      return `argMaxIf(${own.latest}, ${eventOrder(events)}, ${own.hasAny})`;
    case 'distinctCount':
      return `toDecimal128(${own.distinct}, 8)`;
    case 'mostFrequent':
      return mostFrequentOf(`arraySort(${own.timed})`);
    case 'lastValues': {
      const sorted = `arraySort(groupArrayIf((${instant}, ${messageId}, ${own.array}), ${own.hasAny}))`;
      return lastOf(
        `arrayFlatten(tupleElement(${sorted}, 3))`,
        context.parameters.add('count', 'Int64', aggregator.count),
      );
    }
  }
}
