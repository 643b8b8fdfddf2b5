import {
  comparisonsOf,
  condition,
  valueType,
  type Comparison,
  type EventFilter,
  type LeafCondition,
} from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { blankComparison, changeComparison } from '../comparisons/change-comparison.ts';
import { newFieldRule, newParameterRule } from '../event-filters/new-rules.ts';
import { draftAsLeaf, isLeafFinished, leafAsDraft } from './condition-draft.ts';
import { changeSubject, newEvent, newSequence } from './new-conditions.ts';

const id = '0192e0a0-0000-7000-8000-000000000001';
const five = { type: 'constant', value: 5 } as const;
const isEcommerce: EventFilter = {
  type: 'parameter',
  parameter: { name: 'store', type: 'string' },
  comparison: { type: 'equals', operand: { type: 'constant', value: 'E-commerce' }, ignoreCase: true },
};
const shoes: EventFilter = {
  type: 'products',
  quantifier: 'every',
  where: {
    type: 'any',
    of: [
      { type: 'not', of: { type: 'field', field: 'category', comparison: { type: 'in', values: ['Shoes', 'Boots'] } } },
      { type: 'field', field: 'price', comparison: { type: 'between', from: five, to: { ...five, currency: 'EUR' } } },
    ],
  },
};

/** Every comparison there is, with something filled in. */
const comparisons: Comparison[] = [
  { type: 'equals', operand: { type: 'constant', value: '' } },
  { type: 'equals', operand: { type: 'constant', value: 'FI' }, ignoreCase: false },
  { type: 'notEquals', operand: { type: 'expression', expression: id } },
  { type: 'lessThan', operand: { type: 'metric', metric: id } },
  { type: 'atMost', operand: five },
  { type: 'moreThan', operand: { type: 'aggregate', aggregate: id } },
  { type: 'atLeast', operand: { type: 'constant', value: 12.5, currency: 'SEK' } },
  { type: 'between', from: five, to: { type: 'metric', metric: id } },
  { type: 'isSet' },
  { type: 'isNotSet' },
  { type: 'isTrue' },
  { type: 'isFalse' },
  { type: 'contains', text: 'a', ignoreCase: true },
  { type: 'notContains', text: 'b' },
  { type: 'startsWith', text: 'c' },
  { type: 'endsWith', text: 'd' },
  { type: 'matches', pattern: '^x$', ignoreCase: true },
  { type: 'in', values: ['a', 1] },
  { type: 'notIn', values: [2, 3] },
  { type: 'before', moment: '2026-01-31' },
  { type: 'after', moment: '2026-01-31T10:00:00+02:00' },
  { type: 'on', moment: '2026-01-31' },
  { type: 'within', window: { type: 'this', unit: 'quarter', onlyOn: { weekdays: [6, 7] } } },
  { type: 'withinNext', count: 3, unit: 'month' },
  { type: 'sameDay' },
  { type: 'sameMonth' },
  { type: 'containsAny', values: ['a'] },
  { type: 'containsAll', values: ['a', 'b'] },
  { type: 'containsNone', values: ['c'] },
  { type: 'lengthEquals', length: 0 },
  { type: 'lengthAtLeast', length: 2 },
  { type: 'lengthAtMost', length: 9 },
];

const filters: EventFilter[] = [
  isEcommerce,
  shoes,
  { type: 'not', of: isEcommerce },
  { type: 'not', of: { type: 'not', of: shoes } },
  { type: 'all', of: [] },
  { type: 'not', of: { type: 'any', of: [] } },
  { type: 'all', of: [isEcommerce] },
  {
    type: 'any',
    of: [isEcommerce, { type: 'all', of: [{ type: 'not', of: { type: 'any', of: [shoes, isEcommerce] } }] }],
  },
];

const event = { type: 'event', actions: ['transaction.charge', 'order'], window: { type: 'allTime' } } as const;

const table: LeafCondition[] = [
  ...comparisons.map((comparison): LeafCondition => ({
    type: 'attribute',
    attribute: { name: 'address.country', type: 'string' },
    comparison,
  })),
  { type: 'aggregate', aggregate: id, comparison: { type: 'atLeast', operand: five } },
  { type: 'expression', expression: id, comparison: { type: 'isSet' } },
  { type: 'segment', segment: id, is: true },
  { type: 'segment', segment: id, is: false },
  { type: 'consent', channel: 'email', is: true },
  { type: 'consent', channel: 'sms', is: false },
  { ...event, actions: ['order'] },
  { ...event, actions: ['order'], times: { type: 'between', from: { ...five, value: 0 }, to: five } },
  {
    ...event,
    actions: ['order'],
    times: { type: 'notEquals', operand: five },
    distinctBy: { name: 'orderId', type: 'string' },
  },
  ...filters.map((filter): LeafCondition => ({ ...event, actions: [...event.actions], filter })),
  {
    type: 'sequence',
    steps: [
      { actions: ['cart.add'], filter: shoes },
      { actions: ['a', 'b'] },
      { actions: ['order'], filter: isEcommerce },
    ],
    within: { count: 36, unit: 'hour' },
    without: { actions: ['cart.remove'], filter: { type: 'not', of: isEcommerce } },
    window: { type: 'last', count: 2, unit: 'month', before: { count: 1, unit: 'week' }, exact: true },
  },
  { type: 'sequence', steps: [{ actions: ['a'] }, { actions: ['b'] }], window: { type: 'until', end: '2026-02-01' } },
];

describe('a condition in its editor', () => {
  it.each(table.map((leaf) => [JSON.stringify(leaf).slice(0, 140), leaf] as const))(
    'comes back as it was: %s',
    (_, leaf) => {
      const draft = leafAsDraft(leaf);
      expect(condition.safeParse(leaf).success).toBe(true);
      expect(JSON.parse(JSON.stringify(draftAsLeaf(draft)))).toEqual(JSON.parse(JSON.stringify(leaf)));
      expect(isLeafFinished(draft)).toBe(true);
    },
  );

  it('has each comparison of the language in the table', () => {
    const all = new Set(valueType.options.flatMap((type) => comparisonsOf[type]));
    expect(new Set(comparisons.map(({ type }) => type))).toEqual(all);
  });

  it('is not counted while its events, its value or its name is missing', () => {
    expect(draftAsLeaf({ ...newEvent('x'), actions: [] })).toBeNull();
    expect(draftAsLeaf(newSequence(['cart.add']))).toBeNull();
    expect(draftAsLeaf({ type: 'consent', channel: '', is: true })).toBeNull();
    const comparison = blankComparison('number');
    expect(draftAsLeaf({ type: 'aggregate', aggregate: id, comparison })).toBeNull();
  });

  it('is counted without the rules of its filter that are not finished, and is not finished with them', () => {
    const draft = leafAsDraft({ ...event, actions: ['order'], filter: isEcommerce });
    if (draft.type !== 'event') throw new Error('Expected an event.');
    const begun = {
      ...draft,
      filter: { ...draft.filter, of: [...draft.filter.of, newParameterRule(), newFieldRule()] },
    };
    expect(isLeafFinished(begun)).toBe(false);
    expect(draftAsLeaf(begun)).toEqual({ ...event, actions: ['order'], filter: isEcommerce });
  });
});

describe('another subject', () => {
  const country = (comparison: Comparison) =>
    ({ type: 'attribute', attribute: { name: 'country', type: 'string' }, comparison }) as const;

  it('keeps the comparison where it fits the type', () => {
    const before = { type: 'aggregate', aggregate: id, comparison: { type: 'lessThan', operand: five } } as const;
    const after = { type: 'expression', expression: id, comparison: blankComparison('number') } as const;
    expect(changeSubject(before, after, 'number')).toEqual({ ...after, comparison: before.comparison });
    expect(changeSubject(before, country({ type: 'isSet' }), 'string')).toMatchObject({
      comparison: { type: 'equals', operand: { type: 'constant', value: null } },
    });
  });

  it('keeps the whole event but its name, and whether it is true', () => {
    const before = { ...newEvent('a'), times: changeComparison('atMost', 'integer') };
    expect(changeSubject(before, newEvent('b'))).toEqual({ ...before, actions: ['b'] });
    expect(
      changeSubject({ type: 'segment', segment: id, is: false }, { type: 'consent', channel: 'sms', is: true }),
    ).toEqual({ type: 'consent', channel: 'sms', is: false });
  });
});
