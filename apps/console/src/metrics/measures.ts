import {
  isNumeric,
  profileValueType,
  type Definitions,
  type Measure,
  type Population,
  type Statistic,
  type ValueType,
} from '@cutline/segment-definition';
import { t } from '../language/messages.ts';

/** What a metric can measure. */
export function measures(): { value: Measure['type']; label: string; description: string }[] {
  return (['values', 'events', 'formula'] as const).map((value) => {
    const { label, description } = t.metrics.measures[value];
    return { value, label, description };
  });
}

const statisticTypes: Statistic['type'][] = ['quantile', 'median', 'average', 'sum', 'min', 'max', 'count'];

/** What can be made of customers' values of a type (of any, where it is not known yet): those that are not numbers can only be counted. */
export function statistics(type?: ValueType): { value: Statistic['type']; label: string; help: string }[] {
  return statisticTypes
    .filter((each) => each === fittingStatistic(each, type))
    .map((value) => ({ value, ...t.metrics.statistics[value] }));
}

/** The statistic that remains where another value was chosen. */
export function fittingStatistic(statistic: Statistic['type'], type: ValueType | undefined): Statistic['type'] {
  return type === undefined || isNumeric(type) ? statistic : 'count';
}

/** Whether a metric is of customers' values that are numbers, so that they lie about it. */
export function liesAmongNumbers(measure: Measure, definitions: Definitions): boolean {
  return measure.type === 'values' && isNumeric(profileValueType(measure.of, definitions) ?? 'number');
}

/** Among whom: of values of an aggregate or an expression, or of events. */
export function populations(
  of: 'aggregate' | 'expression' | 'events',
): { value: Population['type']; label: string; description: string }[] {
  // Of events, the active are the same as everyone.
  const types = of === 'events' ? (['all', 'active', 'segment'] as const) : (['active', 'all', 'segment'] as const);
  return types.map((value) => ({ value, ...t.metrics.populations[of][value] }));
}
