import { isNumeric, valueType, type Aggregator, type ValueType } from '@cutline/segment-definition';

export type AggregatorType = Aggregator['type'] | 'distinctProfiles';

interface AggregatorChoice {
  type: AggregatorType;
  label: string;
  help: string;
}

/** What can be made of events, in groups as people look for it. */
export const aggregatorGroups: { label: string; of: AggregatorChoice[] }[] = [
  {
    label: 'How often',
    of: [
      { type: 'count', label: 'How many times', help: 'The number of events' },
      { type: 'exists', label: 'Whether at all', help: 'Yes, if there is one' },
      { type: 'distinctProfiles', label: 'How many customers', help: 'Everyone who has such an event' },
      { type: 'distinctCount', label: 'How many different values', help: 'Of a parameter: products, stores…' },
    ],
  },
  {
    label: 'Amounts',
    of: [
      { type: 'sum', label: 'The sum', help: 'Of a numeric parameter, exactly' },
      { type: 'average', label: 'The average', help: 'Sum divided by how many values there are' },
      { type: 'median', label: 'The median', help: 'The value in the middle' },
      { type: 'quantile', label: 'A quantile', help: 'The value that a share of all does not exceed' },
      { type: 'min', label: 'The least', help: 'Number or date' },
      { type: 'max', label: 'The greatest', help: 'Number or date' },
    ],
  },
  {
    label: 'Which value',
    of: [
      { type: 'first', label: 'The first', help: 'Of the earliest event that has one' },
      { type: 'last', label: 'The last', help: 'Of the latest event that has one' },
      { type: 'mostFrequent', label: 'The most frequent', help: 'Of equally frequent ones the more recent' },
      { type: 'lastValues', label: 'The last few, as a list', help: 'In their order' },
    ],
  },
  {
    label: 'When',
    of: [
      { type: 'daysSinceFirst', label: 'Days since the first', help: 'Calendar days up to today' },
      { type: 'daysSinceLast', label: 'Days since the last', help: 'Calendar days up to today' },
      { type: 'gaps', label: 'Days between one and the next', help: 'Mean or median; needs two events' },
    ],
  },
];

export function aggregatorLabel(type: AggregatorType): string {
  return aggregatorGroups.flatMap(({ of }) => of).find((each) => each.type === type)?.label ?? type;
}

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
