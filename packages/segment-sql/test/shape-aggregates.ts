import { type Aggregator, type EventFilter, type ValueType, type Window } from '@cutline/segment-definition';
import { constant, lastYear, parameterOf } from './shape-parts.ts';

/** Every aggregator: plain, and over distinct orders. */
export const aggregators: Aggregator[] = [
  { type: 'count' },
  { type: 'exists' },
  { type: 'daysSinceFirst' },
  { type: 'daysSinceLast' },
  ...(['sum', 'average', 'min', 'max', 'median', 'first', 'last', 'distinctCount', 'mostFrequent'] as const).map(
    (type): Aggregator => ({ type, parameter: parameterOf.money }),
  ),
  { type: 'average', parameter: parameterOf.integer },
  { type: 'sum', parameter: { name: 'products[].quantity', type: 'integer' } },
  { type: 'distinctCount', parameter: { name: 'products[].category', type: 'string' } },
  { type: 'mostFrequent', parameter: parameterOf.string },
  { type: 'max', parameter: parameterOf.datetime },
  { type: 'quantile', parameter: parameterOf.number, level: 0.7, method: 'linear' },
  { type: 'quantile', parameter: parameterOf.number, level: 0.7, method: 'inverted_cdf' },
  { type: 'lastValues', parameter: parameterOf.string, count: 3 },
  { type: 'gaps', statistic: 'mean' },
  { type: 'gaps', statistic: 'median' },
];

export const windows: Window[] = [
  lastYear,
  { type: 'last', count: 24, unit: 'hour' },
  { type: 'between', start: '2025-01-01', end: '2025-07-01' },
  { type: 'since', start: '2025-01-01' },
  { type: 'until', end: '2025-01-01T10:00:00Z' },
  { type: 'this', unit: 'quarter' },
  { type: 'previous', unit: 'month' },
  { type: 'allTime' },
  { type: 'allTime', onlyOn: { weekdays: [6, 7], hours: { from: 22, to: 6 } } },
];

export const filters: [string, EventFilter][] = [
  ...(Object.keys(parameterOf) as ValueType[]).map((type): [string, EventFilter] => [
    `parameter of type ${type}`,
    { type: 'parameter', parameter: parameterOf[type], comparison: { type: 'isSet' } },
  ]),
  [
    'nested groups',
    {
      type: 'any',
      of: [
        { type: 'not', of: { type: 'parameter', parameter: parameterOf.boolean, comparison: { type: 'isTrue' } } },
        { type: 'all', of: [] },
        { type: 'any', of: [] },
      ],
    },
  ],
  ...(['some', 'every'] as const).map((quantifier): [string, EventFilter] => [
    `${quantifier} product line`,
    {
      type: 'products',
      quantifier,
      where: {
        type: 'all',
        of: [
          { type: 'field', field: 'category', comparison: { type: 'equals', operand: constant('shoes') } },
          {
            type: 'any',
            of: [
              { type: 'field', field: 'price', comparison: { type: 'moreThan', operand: constant(100) } },
              {
                type: 'not',
                of: { type: 'field', field: 'quantity', comparison: { type: 'lessThan', operand: constant(2) } },
              },
            ],
          },
        ],
      },
    },
  ]),
];
