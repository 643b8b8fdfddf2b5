import { describe, expect, it } from 'vitest';
import type { Comparison, Operand } from '../comparison.ts';
import { comparisonsOf } from '../comparisons-of.ts';
import { aggregate, evaluated, event, holds, profile } from './evaluate-by-hand.ts';
import type { AttributeValue } from './evaluated-world.ts';
import type { ValueType } from '../value-type.ts';

/** Whether profile 1's attribute compares so; undefined: it was never given. */
const compares = (value: AttributeValue | undefined, type: ValueType, comparison: Comparison): boolean => {
  const attributes = value === undefined ? [] : [{ name: 'it', value, time: 0, messageId: 'm', batch: 1 }];
  const condition = { type: 'attribute', attribute: { name: 'it', type }, comparison } as const;
  return holds(condition, { profiles: [profile(1, { attributes })] });
};
const constant = (value: number | string): Operand => ({ type: 'constant', value });
const equals = (value: number | string, ignoreCase?: boolean): Comparison => ({
  type: 'equals',
  operand: constant(value),
  ignoreCase,
});

/** One comparison of every type that a value of a type has. */
const exampleOf = (type: Comparison['type'], of: ValueType): Comparison => {
  const operand = constant(of === 'string' ? 'x' : 0);
  const examples: Record<Comparison['type'], Comparison> = {
    equals: { type: 'equals', operand },
    notEquals: { type: 'notEquals', operand },
    lessThan: { type: 'lessThan', operand },
    atMost: { type: 'atMost', operand },
    moreThan: { type: 'moreThan', operand },
    atLeast: { type: 'atLeast', operand },
    between: { type: 'between', from: constant(-9), to: constant(9) },
    in: { type: 'in', values: of === 'string' ? [''] : [0] },
    notIn: { type: 'notIn', values: of === 'string' ? [''] : [0] },
    contains: { type: 'contains', text: 'x' },
    notContains: { type: 'notContains', text: 'x' },
    startsWith: { type: 'startsWith', text: 'x' },
    endsWith: { type: 'endsWith', text: 'x' },
    matches: { type: 'matches', pattern: '.*' },
    isTrue: { type: 'isTrue' },
    isFalse: { type: 'isFalse' },
    before: { type: 'before', moment: '2100-01-01' },
    after: { type: 'after', moment: '1950-01-01' },
    on: { type: 'on', moment: '1970-01-01' },
    within: { type: 'within', window: { type: 'allTime' } },
    withinNext: { type: 'withinNext', count: 1, unit: 'day' },
    sameDay: { type: 'sameDay' },
    sameMonth: { type: 'sameMonth' },
    containsAny: { type: 'containsAny', values: ['x'] },
    containsAll: { type: 'containsAll', values: ['x'] },
    containsNone: { type: 'containsNone', values: ['x'] },
    lengthEquals: { type: 'lengthEquals', length: 0 },
    lengthAtLeast: { type: 'lengthAtLeast', length: 0 },
    lengthAtMost: { type: 'lengthAtMost', length: 9 },
    isSet: { type: 'isSet' },
    isNotSet: { type: 'isNotSet' },
  };
  return examples[type];
};

describe('with no value', () => {
  const holding = ['notEquals', 'notContains', 'notIn', 'containsNone', 'isNotSet'];

  it('exactly the five opposites hold, whatever the type', () => {
    for (const type of ['string', 'boolean', 'integer', 'number', 'money', 'datetime', 'list'] as const) {
      for (const comparison of comparisonsOf[type]) {
        const expected = holding.includes(comparison);
        const example = exampleOf(comparison, type);
        expect([type, comparison, compares(undefined, type, example)]).toEqual([type, comparison, expected]);
        expect([type, comparison, compares(null, type, example)]).toEqual([type, comparison, expected]);
        const ofAnotherType: AttributeValue = type === 'boolean' ? 'true' : true;
        expect([type, comparison, compares(ofAnotherType, type, example)]).toEqual([type, comparison, expected]);
      }
    }
  });

  it('on the right it is the same: a metric of nobody', () => {
    const count = aggregate({ type: 'count' });
    const nobody = {
      formatVersion: 2,
      kind: 'metric',
      name: 'Nobody',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: 'count' },
        population: { type: 'active' },
        statistic: { type: 'max' },
      },
    } as const;
    const result = evaluated({ count, nobody }, {});
    const operand = { type: 'metric', metric: 'nobody' } as const;
    const compared = (comparison: Comparison): boolean =>
      result.holds({ type: 'aggregate', aggregate: 'count', comparison }, 1);
    for (const type of ['equals', 'lessThan', 'atMost', 'moreThan', 'atLeast'] as const)
      expect([type, compared({ type, operand })]).toEqual([type, false]);
    expect(compared({ type: 'notEquals', operand })).toBe(true);
    expect(compared({ type: 'between', from: constant(0), to: operand })).toBe(false);
    expect(compared({ type: 'between', from: operand, to: constant(9) })).toBe(false);
  });

  it('on both sides there is nothing equal either', () => {
    const first = aggregate({ type: 'first', parameter: { name: 'points', type: 'number' } });
    const result = evaluated({ first }, {});
    const operand = { type: 'aggregate', aggregate: 'first' } as const;
    const compared = (type: 'equals' | 'notEquals'): boolean =>
      result.holds({ type: 'aggregate', aggregate: 'first', comparison: { type, operand } }, 1);
    expect([compared('equals'), compared('notEquals')]).toEqual([false, true]);
  });
});

describe('numbers', () => {
  it('are compared as decimals, exactly', () => {
    expect(compares(0.3, 'number', equals(0.3))).toBe(true);
    expect(compares(999_999_999_999_999, 'number', equals(999_999_999_999_998))).toBe(false);
    expect(compares(0.100000009, 'number', equals(0.1))).toBe(true);
    expect(compares(2, 'integer', { type: 'lessThan', operand: constant(2.5) })).toBe(true);
  });

  it('are on the line or off it', () => {
    const on = (type: 'lessThan' | 'atMost' | 'moreThan' | 'atLeast'): boolean =>
      compares(5, 'integer', { type, operand: constant(5) });
    expect([on('lessThan'), on('atMost'), on('moreThan'), on('atLeast')]).toEqual([false, true, false, true]);
  });

  it('lie between both ends, which are inside', () => {
    const between = (value: number): boolean =>
      compares(value, 'number', { type: 'between', from: constant(1), to: constant(2) });
    expect([0.99999999, 1, 2, 2.00000001].map(between)).toEqual([false, true, true, false]);
    expect(compares(1, 'number', { type: 'between', from: constant(2), to: constant(0) })).toBe(false);
  });

  it('are in a list or not', () => {
    expect(compares(5, 'number', { type: 'in', values: [4, 5.0] })).toBe(true);
    expect(compares(5, 'number', { type: 'notIn', values: [4, 5.0] })).toBe(false);
    expect(compares(6, 'number', { type: 'notIn', values: [4, 5.0] })).toBe(true);
  });
});

describe('booleans', () => {
  it('are true or false, and false is a value', () => {
    const seen = [true, false].map((value) => [
      compares(value, 'boolean', { type: 'isTrue' }),
      compares(value, 'boolean', { type: 'isFalse' }),
      compares(value, 'boolean', { type: 'isSet' }),
    ]);
    expect(seen).toEqual([
      [true, false, true],
      [false, true, true],
    ]);
  });
});

describe('texts', () => {
  it('differ in case, and nothing is normalised', () => {
    expect(compares('Straße', 'string', equals('straße'))).toBe(false);
    expect(compares('é', 'string', equals('e\u0301'))).toBe(false);
    expect(compares('a ', 'string', equals('a'))).toBe(false);
    expect(compares('', 'string', equals(''))).toBe(true);
    expect(compares('', 'string', { type: 'isSet' })).toBe(true);
  });

  it('are compared in lower case where case is ignored', () => {
    expect(compares('ÉCOLE', 'string', equals('école', true))).toBe(true);
    expect(compares('ДОМ', 'string', { type: 'in', values: ['кот', 'Дом'], ignoreCase: true })).toBe(true);
    expect(compares('ДОМ', 'string', { type: 'notIn', values: ['кот', 'Дом'], ignoreCase: true })).toBe(false);
    // Lower case only: ß is not ss.
    expect(compares('STRASSE', 'string', equals('straße', true))).toBe(false);
    expect(compares('ISTANBUL', 'string', equals('istanbul', true))).toBe(true);
  });

  it('contain, start and end', () => {
    const text = 'Grüße aus Köln';
    expect(compares(text, 'string', { type: 'contains', text: 'aus' })).toBe(true);
    expect(compares(text, 'string', { type: 'contains', text: 'AUS' })).toBe(false);
    expect(compares(text, 'string', { type: 'contains', text: 'AUS', ignoreCase: true })).toBe(true);
    expect(compares(text, 'string', { type: 'notContains', text: 'AUS' })).toBe(true);
    expect(compares(text, 'string', { type: 'notContains', text: 'AUS', ignoreCase: true })).toBe(false);
    expect(compares(text, 'string', { type: 'startsWith', text: 'Grüße' })).toBe(true);
    expect(compares(text, 'string', { type: 'startsWith', text: 'rüße' })).toBe(false);
    expect(compares(text, 'string', { type: 'endsWith', text: 'KÖLN', ignoreCase: true })).toBe(true);
    expect(compares(text, 'string', { type: 'endsWith', text: 'KÖLN' })).toBe(false);
    // Neither per cent signs nor underscores mean anything.
    expect(compares('100 %', 'string', { type: 'contains', text: '%' })).toBe(true);
    expect(compares('100', 'string', { type: 'contains', text: '_' })).toBe(false);
  });

  it('match an RE2 pattern anywhere; a dot matches line ends', () => {
    const matches = (value: string, pattern: string, ignoreCase = false): boolean =>
      compares(value, 'string', { type: 'matches', pattern, ignoreCase });
    expect(matches('order-123', '\\d+')).toBe(true);
    expect(matches('order-123', '^\\d+$')).toBe(false);
    expect(matches('a\nb', 'a.b')).toBe(true);
    expect(matches('a\nb', '^b')).toBe(false);
    expect(matches('a\nb', '(?m)^b')).toBe(true);
    expect(matches('b\n', 'b$')).toBe(false);
    expect(matches('ABC', 'b')).toBe(false);
    expect(matches('ABC', 'b', true)).toBe(true);
    expect(matches('😀', '^.$')).toBe(true);
    expect(matches('é', '\\w')).toBe(false);
    expect(matches('é', '\\pL')).toBe(true);
    expect(matches('', '^$')).toBe(true);
  });
});

describe('lists', () => {
  const list = ['a', 'b', 'b'];
  const ofList = (comparison: Comparison): boolean => compares(list, 'list', comparison);

  it('hold one of, all of, none of the texts', () => {
    expect(ofList({ type: 'containsAny', values: ['x', 'b'] })).toBe(true);
    expect(ofList({ type: 'containsAny', values: ['x', 'B'] })).toBe(false);
    expect(ofList({ type: 'containsAll', values: ['a', 'b'] })).toBe(true);
    expect(ofList({ type: 'containsAll', values: ['a', 'x'] })).toBe(false);
    expect(ofList({ type: 'containsNone', values: ['x', 'A'] })).toBe(true);
    expect(ofList({ type: 'containsNone', values: ['x', 'a'] })).toBe(false);
  });

  it('are as long as they have items, alike ones too; an empty one is a value', () => {
    expect(ofList({ type: 'lengthEquals', length: 3 })).toBe(true);
    expect(ofList({ type: 'lengthAtLeast', length: 4 })).toBe(false);
    expect(ofList({ type: 'lengthAtLeast', length: 3 })).toBe(true);
    expect(ofList({ type: 'lengthAtMost', length: 3 })).toBe(true);
    expect(ofList({ type: 'lengthAtMost', length: 2 })).toBe(false);
    expect(compares([], 'list', { type: 'lengthEquals', length: 0 })).toBe(true);
    expect(compares([], 'list', { type: 'isSet' })).toBe(true);
    expect(compares([], 'list', { type: 'containsNone', values: ['a'] })).toBe(true);
  });
});

describe('operands', () => {
  it('of the same profile are compared with its values', () => {
    const points = { name: 'points', type: 'number' } as const;
    const first = aggregate({ type: 'first', parameter: points });
    const last = aggregate({ type: 'last', parameter: points });
    const bought = (number: number, time: string, value: number): ReturnType<typeof event> =>
      event(time, { profile: number, parameters: { points: value } });
    const result = evaluated(
      { first, last },
      {
        profiles: [profile(1), profile(2), profile(3)],
        events: [
          bought(1, '2024-06-01T00:00:00Z', 1),
          bought(1, '2024-06-02T00:00:00Z', 2),
          bought(2, '2024-06-01T00:00:00Z', 3),
          bought(2, '2024-06-02T00:00:00Z', 2),
        ],
      },
    );
    const rises: Comparison = { type: 'moreThan', operand: { type: 'aggregate', aggregate: 'first' } };
    const rising = [1, 2, 3].map((each) =>
      result.holds({ type: 'aggregate', aggregate: 'last', comparison: rises }, each),
    );
    expect(rising).toEqual([true, false, false]);
  });

  it('may be texts of an aggregate', () => {
    const most = aggregate({ type: 'mostFrequent', parameter: { name: 'store', type: 'string' } });
    const result = evaluated(
      { most },
      {
        profiles: [profile(1, { attributes: [{ name: 'home', value: 'OSLO', time: 0, messageId: 'm', batch: 1 }] })],
        events: [event('2024-06-01T00:00:00Z', { parameters: { store: 'Oslo' } })],
      },
    );
    const isHome = (ignoreCase: boolean): boolean =>
      result.holds(
        {
          type: 'attribute',
          attribute: { name: 'home', type: 'string' },
          comparison: { type: 'equals', operand: { type: 'aggregate', aggregate: 'most' }, ignoreCase },
        },
        1,
      );
    expect([isHome(false), isHome(true)]).toEqual([false, true]);
  });
});
