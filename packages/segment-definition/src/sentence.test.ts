import { expect, it } from 'vitest';
import type { Definition } from './definition.ts';
import { sentence } from './sentence.ts';

const definitions = new Map<string, Definition>([
  [
    'purchases',
    {
      formatVersion: 1,
      kind: 'aggregate',
      name: 'Purchases',
      actions: ['transaction.charge'],
      aggregator: { type: 'count' },
      window: { type: 'last', count: 365, unit: 'day', before: { count: 365, unit: 'day' } },
    },
  ],
  [
    'line',
    {
      formatVersion: 1,
      kind: 'metric',
      name: 'Heavy-buyer line',
      aggregate: 'purchases',
      population: { type: 'active' },
      measure: { type: 'quantile', level: 0.7, method: 'linear' },
    },
  ],
]);

it('says what an aggregate is', () => {
  expect(sentence(definitions.get('purchases')!, definitions)).toBe(
    'Number of transaction.charge, last 365 days before 365 days',
  );
});

it('says what a metric is', () => {
  expect(sentence(definitions.get('line')!, definitions)).toBe(
    '0.7 quantile of “Purchases” among customers who have any',
  );
});

it('says who is in a segment, with brackets where they matter', () => {
  const text = sentence(
    {
      formatVersion: 1,
      kind: 'segment',
      name: 'S',
      where: {
        type: 'all',
        of: [
          {
            type: 'aggregate',
            aggregate: 'purchases',
            comparison: 'moreThan',
            operand: { type: 'metric', metric: 'line' },
          },
          {
            type: 'not',
            of: {
              type: 'any',
              of: [
                { type: 'segment', segment: 'gone', is: true },
                {
                  type: 'aggregate',
                  aggregate: 'purchases',
                  comparison: 'equals',
                  operand: { type: 'constant', value: 3 },
                },
              ],
            },
          },
        ],
      },
    },
    definitions,
  );
  expect(text).toBe(
    'Customers with “Purchases” more than “Heavy-buyer line” AND NOT (“(missing)” is true OR “Purchases” exactly 3)',
  );
});
