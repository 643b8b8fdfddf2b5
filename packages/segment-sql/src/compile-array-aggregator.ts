import type { Aggregator } from '@cutline/segment-definition';
import { compileArrayQuantile, quantileOf } from './compile-array-quantile.ts';
import { once } from './once.ts';
import type { SqlContext } from './sql-context.ts';
import { averageOf, daysSince, lastOf, meanGap, medianGap, mostFrequentOf } from './value-statistics.ts';

/** The value of an aggregator over events as `compileDistinctEvents` gives them, of the SQL type of its values. */
export function compileArrayAggregator(aggregator: Aggregator, events: string, context: SqlContext): string {
  return once(
    { events },
    once(
      { instants: 'tupleElement(events, 1)', xs: 'arrayFlatten(tupleElement(events, 3))' },
      compileOver(aggregator, context),
    ),
  );
}

/** Over `events`, their `instants` (both in their order) and all of their values `xs`. */
function compileOver(aggregator: Aggregator, context: SqlContext): string {
  const ofSome = (array: string, value: string): string => `if(empty(${array}), NULL, ${value})`;
  switch (aggregator.type) {
    case 'count':
      return 'toDecimal128(length(events), 8)';
    case 'exists':
      return `CAST(notEmpty(events), 'Bool')`;
    case 'daysSinceFirst':
      return daysSince(ofSome('instants', 'instants[1]'), context);
    case 'daysSinceLast':
      return daysSince(ofSome('instants', 'instants[-1]'), context);
    case 'gaps':
      if (aggregator.statistic === 'median') return medianGap('instants');
      return meanGap('instants[1]', 'instants[-1]', 'length(instants)');
    case 'sum':
      return 'arraySum(xs)';
    case 'average':
      return averageOf('arraySum(xs)', 'length(xs)', aggregator.parameter);
    case 'min':
      return ofSome('xs', 'arrayMin(xs)');
    case 'max':
      return ofSome('xs', 'arrayMax(xs)');
    case 'median':
    case 'quantile':
      return compileArrayQuantile('xs', ...quantileOf(aggregator));
    case 'first':
      return ofSome('xs', 'xs[1]');
    case 'last':
      return ofSome('xs', 'xs[-1]');
    case 'distinctCount':
      return 'toDecimal128(length(arrayDistinct(xs)), 8)';
    case 'mostFrequent':
      return mostFrequentOf(
        'arrayFlatten(arrayMap(event -> arrayMap(x -> (tupleElement(event, 1), x), tupleElement(event, 3)), events))',
      );
    case 'lastValues':
      return lastOf('xs', context.parameters.add('count', 'Int64', aggregator.count));
  }
}
