import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { isWithinApproximation, quantile } from './evaluate-quantile.ts';
import type { QuantileMethod } from '../quantile.ts';

const decimals = (values: (number | string)[]): Decimal[] => values.map((value) => new Decimal(value));
const q = (values: (number | string)[], a: number, method: QuantileMethod = 'linear'): string | undefined =>
  quantile(decimals(values), a, method)?.toFixed();

describe('quantile, by hand', () => {
  it('lies on a value when the rank is whole', () => {
    expect(q([5, 1, 3, 2, 4], 5_000)).toBe('3');
    expect(q([5, 1, 3, 2, 4], 7_500)).toBe('4');
    expect(q([5, 1, 3, 2, 4], 0)).toBe('1');
    expect(q([5, 1, 3, 2, 4], 10_000)).toBe('5');
  });

  it('lies between values when it is not: linear', () => {
    // h = 3 · 7000 = 21000: x[2] + (x[3] − x[2]) · 0.1
    expect(q([1, 2, 3, 4], 7_000)).toBe('3.1');
    expect(q(['0.01', '0.02'], 3_333)).toBe('0.013333');
    expect(q(['-5.5', '4.5'], 2_500)).toBe('-3');
  });

  it('cuts the increment at eight places, not the sum', () => {
    // 0.00000007 · 0.9999 = 0.000000069993
    expect(q(['0', '0.00000007'], 9_999)).toBe('0.00000006');
    // From −1: −1 + 0.00000006; cutting the sum −0.999999930007 would give −0.99999993.
    expect(q(['-1', '-0.99999993'], 9_999)).toBe('-0.99999994');
  });

  it('takes the neighbour below or above: lower, higher', () => {
    expect(q([1, 2, 3, 4], 7_000, 'lower')).toBe('3');
    expect(q([1, 2, 3, 4], 7_000, 'higher')).toBe('4');
    expect(q([1, 2, 3, 4, 5], 7_500, 'higher')).toBe('4');
    expect(q([1, 2, 3, 4, 5], 7_500, 'lower')).toBe('4');
    expect(q([1, 2], 10_000, 'higher')).toBe('2');
  });

  it('takes the first value that reaches the share: inverted_cdf', () => {
    expect(q([1, 2, 3, 4], 5_000, 'inverted_cdf')).toBe('2');
    expect(q([1, 2, 3, 4], 5_001, 'inverted_cdf')).toBe('3');
    expect(q([1, 2, 3, 4], 0, 'inverted_cdf')).toBe('1');
    expect(q([1, 2, 3, 4], 10_000, 'inverted_cdf')).toBe('4');
  });

  it('stays on the tie where floats would slip off it', () => {
    expect(q([1, 1, 1, 3, 3, 3, 3, 3, 3, 3, 3], 7_000)).toBe('3');
  });

  it('interpolates numbers of many digits exactly', () => {
    expect(q(['1000000000000000.00000001', '1000000000000000.00000003'], 5_000)).toBe('1000000000000000.00000002');
  });

  it('has no value for nobody, and the one value of one', () => {
    expect(q([], 5_000)).toBeUndefined();
    expect(q([7], 9_999)).toBe('7');
    expect(q([7], 9_999, 'higher')).toBe('7');
  });
});

describe('what an approximate quantile may be', () => {
  const values = decimals([10, 20, 30, 40, 50, 60]);

  it('is one of the values at most n / 1,000 and 1 places away', () => {
    // h / 10,000 = 5 · 0.5 = 2.5; allowed is 1.006 away: places 2 and 3 (1.5 away: 1 and 4).
    const allowed = [10, 20, 30, 40, 50, 60].filter((each) => isWithinApproximation(values, 5_000, new Decimal(each)));
    expect(allowed).toEqual([30, 40]);
  });

  it('is never between values, and takes the places of ties together', () => {
    expect(isWithinApproximation(values, 5_000, new Decimal(35))).toBe(false);
    expect(isWithinApproximation(decimals([1, 1, 1, 1, 1, 2]), 2_000, new Decimal(1))).toBe(true);
    expect(isWithinApproximation([], 5_000, new Decimal(1))).toBe(false);
  });

  it('allows the value that the evaluator takes, at every level', () => {
    for (let a = 0; a <= 10_000; a += 7)
      expect(isWithinApproximation(values, a, quantile(values, a, 'approximate')!)).toBe(true);
  });
});
