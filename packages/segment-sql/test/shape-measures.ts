import { type Measure } from '@cutline/segment-definition';
import { lastYear, parameterOf, shapeId } from './shape-parts.ts';

export const measures: [string, Measure][] = [
  ...(['linear', 'lower', 'higher', 'inverted_cdf', 'approximate'] as const).map((method): [string, Measure] => [
    `quantile, ${method}`,
    {
      type: 'values',
      of: { type: 'aggregate', aggregate: shapeId(1) },
      population: { type: 'active' },
      statistic: { type: 'quantile', level: 0.7, method },
    },
  ]),
  ...(['count', 'sum', 'average', 'min', 'max', 'median'] as const).map((type): [string, Measure] => [
    `${type} over an expression of all profiles`,
    {
      type: 'values',
      of: { type: 'expression', expression: shapeId(3) },
      population: { type: 'all' },
      statistic: { type },
    },
  ]),
  [
    'count over texts',
    {
      type: 'values',
      of: { type: 'aggregate', aggregate: shapeId(6) },
      population: { type: 'all' },
      statistic: { type: 'count' },
    },
  ],
  [
    'events of a segment',
    {
      type: 'events',
      actions: ['transaction.charge'],
      window: lastYear,
      population: { type: 'segment', segment: shapeId(4) },
      aggregator: { type: 'average', parameter: parameterOf.money },
    },
  ],
  [
    'distinct profiles',
    {
      type: 'events',
      actions: ['transaction.charge'],
      window: lastYear,
      population: { type: 'all' },
      aggregator: { type: 'distinctProfiles' },
    },
  ],
  [
    'distinct orders of everyone',
    {
      type: 'events',
      actions: ['transaction.charge'],
      window: lastYear,
      distinctBy: { name: 'orderId', type: 'string' },
      population: { type: 'all' },
      aggregator: { type: 'sum', parameter: parameterOf.money },
    },
  ],
  [
    'formula',
    {
      type: 'formula',
      formula: { type: 'divide', left: { type: 'metric', metric: shapeId(5) }, right: { type: 'number', value: 2 } },
    },
  ],
];
