import { type Decimal } from 'decimal.js';
import type { Context } from './evaluate-context.ts';
import type { EvaluatedEvent } from './evaluated-world.ts';
import { aggregateOf } from './evaluate-aggregate.ts';
import { quantile } from './evaluate-quantile.ts';
import { countedEvents, inOrder } from './evaluate-selection.ts';
import { exact, isDecimal, roundHalfEven, sumOf, type Value } from './evaluate-value.ts';
import type { Measure, Statistic } from '../metric.ts';
import { levelInTenThousandths } from '../quantile.ts';

/** What a metric is, and how the population lies around it. */
export interface MetricResult {
  /** Null: no value. */
  value: Decimal | null;
  /** How many profiles have a value, or a counted event; null for a formula. */
  profiles: number | null;
  /** How many values are less than the metric's, equal, greater; null where it is not over profiles' values. */
  below: number | null;
  on: number | null;
  above: number | null;
}

/** A metric over the values of a population; those without one are left out. */
export function metricOfValues(statistic: Statistic, all: (Value | null)[]): MetricResult {
  const values = all.filter((each) => each !== null);
  const numbers = values.filter(isDecimal);
  const value = statisticOf(statistic, values, numbers);
  const howMany = (holds: (each: Decimal, line: Decimal) => boolean): number =>
    value === null ? 0 : numbers.filter((each) => holds(each, value)).length;
  return {
    value,
    profiles: values.length,
    below: howMany((each, line) => each.lessThan(line)),
    on: howMany((each, line) => each.equals(line)),
    above: howMany((each, line) => each.greaterThan(line)),
  };
}

function statisticOf(statistic: Statistic, values: Value[], numbers: Decimal[]): Decimal | null {
  const ascending = numbers.toSorted((one, other) => one.comparedTo(other));
  switch (statistic.type) {
    case 'count':
      return exact(values.length);
    case 'quantile':
      return quantile(numbers, levelInTenThousandths(statistic.level), statistic.method);
    case 'median':
      return quantile(numbers, 5_000, 'linear');
    case 'sum':
      return sumOf(numbers);
    case 'average':
      return numbers.length === 0 ? null : roundHalfEven(sumOf(numbers).dividedBy(numbers.length), 8);
    case 'min':
      return ascending.at(0) ?? null;
    case 'max':
      return ascending.at(-1) ?? null;
  }
}

/** A metric over the events of a population, one list for each of its profiles. */
export function metricOfEvents(
  measure: Extract<Measure, { type: 'events' }>,
  eventsOfProfiles: EvaluatedEvent[][],
  context: Context,
): MetricResult {
  const counted = eventsOfProfiles.map((events) => countedEvents(events, measure, context));
  const profiles = counted.filter((events) => events.length > 0).length;
  const value =
    measure.aggregator.type === 'distinctProfiles'
      ? exact(profiles)
      : aggregateOf(inOrder(counted.flat()), measure.aggregator, context);
  return { ...ofFormula(isDecimal(value) ? value : null), profiles };
}

/** A metric that is a formula over others: nothing but a value. */
export function ofFormula(value: Decimal | null): MetricResult {
  return { value, profiles: null, below: null, on: null, above: null };
}
