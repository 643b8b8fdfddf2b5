import { describe, expect, it } from 'vitest';
import { ids, published } from '../../test/every-construct.ts';
import { testLessons } from '../../test/lessons.ts';
import {
  aggregate,
  by,
  during,
  metric,
  segment,
  constant,
  compared,
  moreThan,
  spendMetric,
} from '../../test/pieces.ts';
import { validateDefinition } from './validate-definition.ts';

testLessons('comparisons', [
  [
    'contains of a number',
    by('x', 'number', { type: 'contains', text: 'a' }),
    '/filter/comparison/type',
    'wrong-comparison',
    '`contains` does not compare a number.',
    'in',
  ],
  [
    'less than of a time',
    by('x', 'datetime', { type: 'lessThan', operand: constant(3) }),
    '/filter/comparison/type',
    'wrong-comparison',
    'Nearest is `before`.',
    'before',
  ],
  [
    'equals of a list',
    by('x', 'list', { type: 'equals', operand: constant('a') }),
    '/filter/comparison/type',
    'wrong-comparison',
    'Nearest is `containsAny`.',
    'containsAny',
  ],
  [
    'equals of a boolean',
    by('x', 'boolean', { type: 'equals', operand: constant(1) }),
    '/filter/comparison/type',
    'wrong-comparison',
    'Nearest is `isTrue`.',
    'isTrue',
  ],
  [
    'ignoring the case of numbers',
    by('x', 'number', { type: 'in', values: [1], ignoreCase: true }),
    '/filter/comparison/ignoreCase',
    'wrong-comparison',
    'is for text',
  ],
  [
    'a text for a number',
    by('x', 'number', moreThan(constant('3'))),
    '/filter/comparison/operand/value',
    'wrong-type',
    'Write it without quotation marks.',
  ],
  [
    'NaN in quotes',
    by('x', 'number', moreThan(constant('NaN'))),
    '/filter/comparison/operand/value',
    'wrong-type',
    'Expected a number',
  ],
  [
    'a number for a text',
    by('x', 'string', { type: 'equals', operand: constant(3) }),
    '/filter/comparison/operand/value',
    'wrong-type',
    'Expected a text',
  ],
  [
    'a text among numbers',
    by('x', 'number', { type: 'in', values: [1, 'b'] }),
    '/filter/comparison/values/1',
    'wrong-type',
    'Expected a number',
  ],
  [
    'a value twice',
    by('x', 'string', { type: 'in', values: ['a', 'b', 'a'] }),
    '/filter/comparison/values/2',
    'duplicate',
    'once is enough',
  ],
  [
    'an action twice',
    { ...aggregate, formatVersion: 2, actions: ['a', 'a'] },
    '/actions/1',
    'duplicate',
    'once is enough',
  ],
  [
    'from above to',
    by('x', 'number', { type: 'between', from: constant(5), to: constant(1) }),
    '/filter/comparison/to',
    'impossible-comparison',
    'Swap them.',
  ],
  [
    'a pattern that is none',
    by('x', 'string', { type: 'matches', pattern: 'a(' }),
    '/filter/comparison/pattern',
    'invalid-pattern',
    'missing closing )',
  ],
  [
    'a pattern with look-ahead',
    by('x', 'string', { type: 'matches', pattern: 'a(?=b)' }),
    '/filter/comparison/pattern',
    'invalid-pattern',
    'no look-ahead',
  ],
  [
    'another currency',
    compared(ids.spend, moreThan(constant(1, 'USD'))),
    '/where/comparison/operand/currency',
    'wrong-currency',
    'in the workspace’s currency, EUR, not in USD',
    'EUR',
  ],
  [
    'a currency of a count',
    compared(ids.purchases, moreThan(constant(1, 'EUR'))),
    '/where/comparison/operand/currency',
    'wrong-currency',
    'Only money has a currency',
  ],
  [
    'a count against money',
    compared(ids.purchases, moreThan(spendMetric)),
    '/where/comparison/operand',
    'wrong-type',
    'Amounts of money are not compared with counts',
  ],
  [
    'money against a count',
    compared(ids.spend, moreThan({ type: 'metric', metric: ids.orders })),
    '/where/comparison/operand',
    'wrong-type',
    'Expected money or a number.',
  ],
  [
    'text against a number',
    compared(ids.firstStore, { type: 'equals', operand: spendMetric }),
    '/where/comparison/operand',
    'wrong-type',
    'because text is compared',
  ],
  [
    'a fraction of times',
    segment({ type: 'event', actions: ['a'], window: { type: 'allTime' }, times: moreThan(constant(1.5)) }),
    '/where/times/operand/value',
    'wrong-type',
    'a whole number from 0 on',
  ],
  [
    'times the wrong way round',
    segment({
      type: 'event',
      actions: ['a'],
      window: { type: 'allTime' },
      times: { type: 'between', from: constant(3), to: constant(2) },
    }),
    '/where/times/to',
    'impossible-comparison',
    'Swap them.',
  ],
  [
    'an attribute as money',
    segment({ type: 'attribute', attribute: { name: 'x', type: 'money' }, comparison: { type: 'isSet' } }),
    '/where/attribute/type',
    'wrong-type',
    'Attributes are not money',
    'number',
  ],
]);

describe('what validation takes, since it is possible', () => {
  it.each<[string, unknown]>([
    [
      'a window from a date to an instant that may be later',
      during({ type: 'between', start: '2026-02-01', end: '2026-02-01T00:00:00Z' }),
    ],
    ['another currency where the workspace’s is not known', compared(ids.spend, moreThan(constant(1, 'USD')))],
    ['a number against money', compared(ids.spend, moreThan({ type: 'expression', expression: ids.perMonth }))],
    ['a whole number against a fraction', compared(ids.purchases, moreThan(constant(1.5)))],
    [
      'how many profiles have a text',
      metric({ type: 'values', of: { type: 'aggregate', aggregate: ids.firstStore }, statistic: { type: 'count' } }),
    ],
  ])('%s', (name, document) => {
    const currency = name.includes('not known') ? undefined : 'EUR';
    expect(validateDefinition(document, { definitions: published, currency }).valid).toBe(true);
  });
});
