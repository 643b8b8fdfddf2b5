import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { evaluateMetric, quantile } from './evaluate-metric.ts';
import type { QuantileMethod } from './metric.ts';

const q = (values: (number | string)[], a: number, method: QuantileMethod = 'linear'): string | undefined =>
  quantile(
    values.map((value) => new Decimal(value)),
    a,
    method,
  )?.toFixed();

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

  it('takes the neighbour below or above: lower, higher', () => {
    expect(q([1, 2, 3, 4], 7_000, 'lower')).toBe('3');
    expect(q([1, 2, 3, 4], 7_000, 'higher')).toBe('4');
    expect(q([1, 2, 3, 4, 5], 7_500, 'higher')).toBe('4');
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

  it('has no value for nobody', () => {
    expect(q([], 5_000)).toBeUndefined();
    expect(q([7], 9_999)).toBe('7');
  });
});

describe('evaluateMetric', () => {
  it('counts below, on and above the line', () => {
    const values = [1, 2, 2, 2, 9].map((value) => new Decimal(value));
    const result = evaluateMetric(
      {
        formatVersion: 1,
        kind: 'metric',
        name: 'Line',
        aggregate: '00000000-0000-4000-8000-000000000001',
        population: { type: 'active' },
        measure: { type: 'quantile', level: 0.5, method: 'linear' },
      },
      values,
    );
    expect(result).toMatchObject({ profiles: 5, below: 1, on: 3, above: 1 });
  });
});
