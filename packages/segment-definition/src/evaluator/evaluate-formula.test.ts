import { describe, expect, it } from 'vitest';
import { aggregate, at, evaluated, event, expression, profile, shown } from './evaluate-by-hand.ts';
import type { AttributeValue, Evaluation } from './evaluated-world.ts';
import type { Formula } from '../formula.ts';

/** What a formula comes to for profile 1, who may have these attributes. */
const value = (
  formula: Formula,
  attributes: Record<string, AttributeValue> = {},
  changed: Partial<Evaluation> = {},
): ReturnType<typeof shown> => {
  const given = Object.entries(attributes).map(([name, each]) => ({
    name,
    value: each,
    time: 0,
    messageId: 'm',
    batch: 1,
  }));
  const result = evaluated({ it: expression(formula) }, { profiles: [profile(1, { attributes: given })] }, changed);
  return shown(result.expressions.get('it')!.get(1)!);
};
const n = (number: number): Formula => ({ type: 'number', value: number });
const two = (type: 'add' | 'subtract' | 'multiply' | 'divide', left: number, right: number): Formula => ({
  type,
  left: n(left),
  right: n(right),
});
const nothing: Formula = { type: 'attribute', attribute: { name: 'nothing', type: 'number' } };

describe('arithmetic in float64', () => {
  it('goes in the order written', () => {
    // 0.1 + 0.2 is 0.30000000000000004; times 10⁸ it rounds to 30,000,000.
    expect(value(two('add', 0.1, 0.2))).toBe('0.3');
    // 10¹⁵ · 10 + 1 is not a float64: 1 is lost, and 1 − 1 is 0.
    const large: Formula = { type: 'multiply', left: n(1e15), right: n(10) };
    const plusOne: Formula = { type: 'add', left: large, right: n(1) };
    expect(value({ type: 'subtract', left: plusOne, right: large })).toBe('0');
    const first: Formula = { type: 'subtract', left: large, right: large };
    expect(value({ type: 'add', left: first, right: n(1) })).toBe('1');
  });

  it('rounds the result to eight places, half to even', () => {
    expect(value(two('divide', 1, 3))).toBe('0.33333333');
    expect(value(two('divide', 2, 3))).toBe('0.66666667');
    // 2⁻⁹ · 10⁸ = 195,312.5 and 3 · 2⁻⁹ · 10⁸ = 585,937.5 are exact in float64.
    expect(value(two('divide', 1, 512))).toBe('0.00195312');
    expect(value(two('divide', 3, 512))).toBe('0.00585938');
    expect(value(two('divide', -1, 512))).toBe('-0.00195312');
    expect(value(two('divide', -3, 512))).toBe('-0.00585938');
    // There is no negative zero.
    expect(value(two('divide', -1, 1e12))).toBe('0');
  });

  it('has no value from 10²² on', () => {
    // The float64 nearest to 10²⁹ is 99,999,999,999,999,991,433,150,857,216, which is taken for what it is.
    expect(value(two('multiply', 1e15, 1e6))).toBe('999999999999999914331.50857216');
    expect(value(two('multiply', 1e15, 1e7))).toBeNull();
    expect(value(two('multiply', -1e15, 1e7))).toBeNull();
    // Beyond it on the way there is no harm.
    const square = two('multiply', 1e15, 1e15);
    const back: Formula = { type: 'divide', left: { type: 'divide', left: square, right: n(1e15) }, right: n(1e5) };
    expect(value(back)).toBe('10000000000');
  });

  it('has no value for what float64 has none for', () => {
    const huge = Array.from({ length: 21 }).reduce<Formula>(
      (product) => ({ type: 'multiply', left: product, right: n(1e15) }),
      n(1),
    );
    expect(value(huge)).toBeNull();
    expect(value({ type: 'coalesce', of: [huge, n(7)] })).toBe('7');
    expect(value(two('divide', 1, 0))).toBeNull();
    expect(value(two('divide', 0, 0))).toBeNull();
    expect(value({ type: 'coalesce', of: [two('divide', 1, 0), n(7)] })).toBe('7');
    // 0 · −1 is −0, by which nothing can be divided either.
    expect(value({ type: 'divide', left: n(1), right: two('multiply', 0, -1) })).toBeNull();
    expect(value(two('multiply', 0, -1))).toBe('0');
  });
});

describe('functions', () => {
  const of = (type: 'abs' | 'round' | 'floor' | 'ceil' | 'ln', number: number): unknown =>
    value({ type, of: n(number) });

  it('round halves away from zero', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, -2.5].map((each) => of('round', each))).toEqual([
      '1',
      '2',
      '3',
      '-1',
      '-2',
      '-3',
    ]);
    expect([2.4, -2.4, 2.6, -2.6].map((each) => of('round', each))).toEqual(['2', '-2', '3', '-3']);
    // The greatest float64 below a half, to which adding a half makes 1.
    expect(of('round', 0.49999999999999994)).toBe('0');
    expect(of('round', 0)).toBe('0');
  });

  it('floor, ceil and abs', () => {
    expect([of('floor', -2.1), of('ceil', -2.1), of('floor', 2.9), of('ceil', 2.1)]).toEqual(['-3', '-2', '2', '3']);
    expect([of('abs', -2.5), of('abs', 2.5), of('ceil', -0.5)]).toEqual(['2.5', '2.5', '0']);
  });

  it('ln with eight places; none of 0 and less', () => {
    // ln 2 = 0.693147180559…, ln 10 = 2.302585092994…
    expect(of('ln', 2)).toBe('0.69314718');
    expect(of('ln', 10)).toBe('2.30258509');
    expect(of('ln', 0.5)).toBe('-0.69314718');
    expect(of('ln', 1)).toBe('0');
    expect(of('ln', 0)).toBeNull();
    expect(of('ln', -1)).toBeNull();
    // It is rounded before it is multiplied: 0.69314718 · 10⁸, not 69,314,718.0559…
    expect(value({ type: 'multiply', left: { type: 'ln', of: n(2) }, right: n(1e8) })).toBe('69314718');
  });

  it('min and max have no value if one part has none', () => {
    expect(value({ type: 'min', of: [n(3), n(-1), n(2)] })).toBe('-1');
    expect(value({ type: 'max', of: [n(3), n(-1), n(2)] })).toBe('3');
    expect(value({ type: 'min', of: [n(3), nothing] })).toBeNull();
    expect(value({ type: 'max', of: [n(3), nothing] })).toBeNull();
  });

  it('coalesce takes the first that has a value', () => {
    expect(value({ type: 'coalesce', of: [nothing, n(0), n(5)] })).toBe('0');
    expect(value({ type: 'coalesce', of: [nothing] })).toBeNull();
    expect(value({ type: 'add', left: n(1), right: nothing })).toBeNull();
    expect(value({ type: 'abs', of: nothing })).toBeNull();
  });
});

describe('if', () => {
  const choose = (
    left: Formula,
    comparison: 'equals' | 'notEquals' | 'lessThan' | 'atMost' | 'moreThan' | 'atLeast',
    right: Formula,
  ): unknown => value({ type: 'if', left, comparison, right, then: n(1), else: n(2) });

  it('compares floats', () => {
    expect(choose(n(1), 'lessThan', n(1))).toBe('2');
    expect(choose(n(1), 'atMost', n(1))).toBe('1');
    expect(choose(n(1), 'moreThan', n(1))).toBe('2');
    expect(choose(n(1), 'atLeast', n(1))).toBe('1');
    expect(choose(n(1), 'equals', n(1))).toBe('1');
    expect(choose(n(1), 'notEquals', n(1))).toBe('2');
    expect(choose(n(1), 'notEquals', n(2))).toBe('1');
    expect(choose(n(-2), 'lessThan', n(-1))).toBe('1');
    expect(choose(n(10), 'moreThan', n(9))).toBe('1');
    expect(choose(two('add', 0.1, 0.2), 'equals', n(0.3))).toBe('2');
  });

  it('takes no value as everywhere: only notEquals holds', () => {
    for (const comparison of ['equals', 'lessThan', 'atMost', 'moreThan', 'atLeast'] as const)
      expect([comparison, choose(nothing, comparison, n(1))]).toEqual([comparison, '2']);
    expect(choose(nothing, 'notEquals', n(1))).toBe('1');
    expect(choose(n(1), 'notEquals', nothing)).toBe('1');
    expect(choose(nothing, 'notEquals', nothing)).toBe('1');
    expect(choose(nothing, 'equals', nothing)).toBe('2');
  });

  it('does not mind the branch that is not taken', () => {
    const formula: Formula = {
      type: 'if',
      left: n(1),
      comparison: 'equals',
      right: n(1),
      then: n(5),
      else: nothing,
    };
    expect(value(formula)).toBe('5');
    expect(value({ ...formula, right: n(2) })).toBeNull();
  });
});

describe('inputs', () => {
  it('are numeric: true and false and texts are none', () => {
    const attribute = (type: 'number' | 'integer' | 'boolean' | 'string'): Formula => ({
      type: 'attribute',
      attribute: { name: 'a', type },
    });
    expect(value(attribute('number'), { a: 2.5 })).toBe('2.5');
    expect(value(attribute('integer'), { a: 2.5 })).toBeNull();
    expect(value(attribute('boolean'), { a: true })).toBeNull();
    expect(value(attribute('string'), { a: '2' })).toBeNull();
    const exists = aggregate({ type: 'exists' });
    const it = expression({ type: 'aggregate', aggregate: 'exists' });
    const events = [event('2024-06-01T00:00:00Z')];
    expect(evaluated({ exists, it }, { events }).expressions.get('it')!.get(1)).toBeNull();
  });

  it('go through other expressions with their eight places', () => {
    const third = expression(two('divide', 1, 3));
    const times3 = expression({ type: 'multiply', left: { type: 'expression', expression: 'third' }, right: n(3) });
    const result = evaluated({ times3, third }, {});
    expect(shown(result.expressions.get('times3')!.get(1)!)).toBe('0.99999999');
  });
});

describe('daysBetween', () => {
  const a: Formula = { type: 'attribute', attribute: { name: 'a', type: 'datetime' } };
  const b: Formula = { type: 'attribute', attribute: { name: 'b', type: 'datetime' } };
  const days = (from: string, to: string, timeZone: string): unknown =>
    value({ type: 'daysBetween', from: a, to: b }, { a: { instant: at(from) }, b: { instant: at(to) } }, { timeZone });

  it('counts local days across clock changes, not 24 hours', () => {
    // Berlin, 30 March 00:30 to 1 April 00:30: 47 hours, 2 days. Without the clock change 47 hours would be 1.
    expect(days('2024-03-29T23:30:00Z', '2024-03-31T22:30:00Z', 'Europe/Berlin')).toBe('2');
    // 26 October 23:30 to 27 October 23:30 has 25 hours.
    expect(days('2024-10-26T21:30:00Z', '2024-10-27T22:30:00Z', 'Europe/Berlin')).toBe('1');
    // Two minutes apart, round midnight.
    expect(days('2024-06-01T21:59:00Z', '2024-06-01T22:01:00Z', 'Europe/Berlin')).toBe('1');
    expect(days('2024-06-01T21:59:00Z', '2024-06-01T22:01:00Z', 'UTC')).toBe('0');
  });

  it('is negative where `to` is earlier', () => {
    expect(days('2024-03-01T00:00:00Z', '2024-02-28T23:00:00Z', 'UTC')).toBe('-2');
  });

  it('goes by the calendar also where a day was skipped', () => {
    // 29 December 23:00 and 31 December 01:00 in Apia, two hours apart.
    expect(days('2011-12-30T09:00:00Z', '2011-12-30T11:00:00Z', 'Pacific/Apia')).toBe('2');
  });

  it('takes asOf, and has no value without an instant', () => {
    const toNow: Formula = { type: 'daysBetween', from: a, to: { type: 'asOf' } };
    expect(value(toNow, { a: { date: '2024-06-01' } })).toBe('30');
    expect(value(toNow)).toBeNull();
    expect(value(toNow, { a: 7 })).toBeNull();
  });
});
