import type { Aggregate, Aggregator } from '../aggregate.ts';
import { calendarDays } from './evaluate-clock.ts';
import type { Context } from './evaluate-context.ts';
import type { EvaluatedEvent } from './evaluated-world.ts';
import { gapsInDays } from './evaluate-gaps.ts';
import { mostFrequent } from './evaluate-most-frequent.ts';
import { valuesOf } from './evaluate-parameter.ts';
import { quantile } from './evaluate-quantile.ts';
import { countedEvents } from './evaluate-selection.ts';
import { exact, isDecimal, keyOf, orderOf, roundHalfEven, sumOf, type Value } from './evaluate-value.ts';
import { levelInTenThousandths } from '../quantile.ts';

/** An aggregate of one profile: its value (null: none) and whether any event was counted. */
export interface AggregateValue {
  value: Value | null;
  active: boolean;
}

/** What the events of one profile come to. */
export function evaluateAggregate(aggregate: Aggregate, events: EvaluatedEvent[], context: Context): AggregateValue {
  const counted = countedEvents(events, aggregate, context);
  return { value: aggregateOf(counted, aggregate.aggregator, context), active: counted.length > 0 };
}

/** What counted events come to; they are in their order. */
export function aggregateOf(counted: EvaluatedEvent[], aggregator: Aggregator, context: Context): Value | null {
  const values =
    'parameter' in aggregator ? counted.flatMap((each) => valuesOf(each, aggregator.parameter, context)) : [];
  const numbers = values.filter(isDecimal);
  const daysSince = (event: EvaluatedEvent | undefined): Value | null =>
    event ? exact(calendarDays(event.time, context.asOf, context.timeZone)) : null;

  switch (aggregator.type) {
    case 'count':
      return exact(counted.length);
    case 'exists':
      return counted.length > 0;
    case 'sum':
      return sumOf(numbers);
    case 'average': {
      if (numbers.length === 0) return null;
      return roundHalfEven(sumOf(numbers).dividedBy(numbers.length), aggregator.parameter.type === 'money' ? 4 : 8);
    }
    case 'min':
      return values.toSorted(orderOf).at(0) ?? null;
    case 'max':
      return values.toSorted(orderOf).at(-1) ?? null;
    case 'median':
      return quantile(numbers, 5_000, 'linear');
    case 'quantile':
      return quantile(numbers, levelInTenThousandths(aggregator.level), aggregator.method);
    case 'first':
      return values.at(0) ?? null;
    case 'last':
      return values.at(-1) ?? null;
    case 'distinctCount':
      return exact(new Set(values.map(keyOf)).size);
    case 'mostFrequent':
      return mostFrequent(counted, aggregator.parameter, context);
    case 'lastValues':
      return values.length === 0 ? null : values.slice(-aggregator.count).map(textOf);
    case 'daysSinceFirst':
      return daysSince(counted.at(0));
    case 'daysSinceLast':
      return daysSince(counted.at(-1));
    case 'gaps':
      return gapsInDays(counted, aggregator.statistic);
  }
}

function textOf(value: Value): string {
  return isDecimal(value) ? value.toFixed() : String(value);
}
