import { isNumeric, valueType, type Aggregator, type ValueType } from '@cutline/segment-definition';

export type AggregatorType = Aggregator['type'] | 'distinctProfiles';

/** What can be made of events, in groups as people look for it. */
export const aggregatorGroups = [
  { name: 'howOften', of: ['count', 'exists', 'distinctProfiles', 'distinctCount'] },
  { name: 'amounts', of: ['sum', 'average', 'median', 'quantile', 'min', 'max'] },
  { name: 'whichValue', of: ['first', 'last', 'mostFrequent', 'lastValues'] },
  { name: 'when', of: ['daysSinceFirst', 'daysSinceLast', 'gaps'] },
] as const satisfies { name: string; of: AggregatorType[] }[];

/** The types that an aggregator reads a parameter as; none: it reads no parameter. */
export function parameterTypes(type: AggregatorType): ValueType[] {
  switch (type) {
    case 'count':
    case 'exists':
    case 'distinctProfiles':
    case 'daysSinceFirst':
    case 'daysSinceLast':
    case 'gaps':
      return [];
    case 'sum':
    case 'average':
    case 'median':
    case 'quantile':
      return valueType.options.filter(isNumeric);
    case 'min':
    case 'max':
      return valueType.options.filter((each) => isNumeric(each) || each === 'datetime');
    case 'first':
    case 'last':
    case 'distinctCount':
    case 'mostFrequent':
      return valueType.options.filter((each) => each !== 'list');
    case 'lastValues':
      return ['string'];
  }
}

/** Whether it can be a profile's value. */
export function isOfProfiles(type: AggregatorType): boolean {
  return type !== 'distinctProfiles';
}

/** Whether it can be a metric, which is a number (with a numeric parameter, where it has one). */
export function isOfMetrics(type: AggregatorType): boolean {
  return type !== 'exists' && type !== 'lastValues';
}

/** The types that a metric's aggregator reads a parameter as: it must come out as a number. */
export function parameterTypesOfMetrics(type: AggregatorType): ValueType[] {
  const types = parameterTypes(type);
  return type === 'distinctCount' ? types : types.filter(isNumeric);
}
