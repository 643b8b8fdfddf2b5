import { type Decimal } from 'decimal.js';
import { levelInTenThousandths, type Metric, type QuantileMethod } from './metric.ts';

/** What a metric is, and how the population lies around it. */
export interface MetricResult {
  /** Null: no value, for a population of nobody. */
  value: Decimal | null;
  profiles: number;
  below: number;
  on: number;
  above: number;
}

/** A metric over its population's values. */
export function evaluateMetric(metric: Metric, values: Decimal[]): MetricResult {
  const value = quantile(values, levelInTenThousandths(metric.measure.level), metric.measure.method);
  const count = (holds: (each: Decimal, line: Decimal) => boolean): number =>
    value === null ? 0 : values.filter((each) => holds(each, value)).length;
  return {
    value,
    profiles: values.length,
    below: count((each, line) => each.lessThan(line)),
    on: count((each, line) => each.equals(line)),
    above: count((each, line) => each.greaterThan(line)),
  };
}

/**
 * The quantile at level a / 10,000, in integers as definitions state it: h = (n − 1) · a, k = h div 10,000,
 * r = h mod 10,000. `linear` is numpy's default (type 7 of Hyndman and Fan, 1996).
 */
export function quantile(values: Decimal[], a: number, method: QuantileMethod): Decimal | null {
  const x = [...values].sort((one, other) => one.comparedTo(other));
  const n = x.length;
  if (n === 0) return null;
  const h = (n - 1) * a;
  const k = Math.floor(h / 10_000);
  const r = h % 10_000;
  const low = x[k]!;
  const high = x[Math.min(k + 1, n - 1)]!;
  switch (method) {
    case 'linear':
      return r === 0 ? low : low.plus(high.minus(low).times(r).dividedBy(10_000));
    case 'lower':
      return low;
    case 'higher':
      return r === 0 ? low : high;
    case 'inverted_cdf':
      return x[Math.max(0, Math.ceil((n * a) / 10_000) - 1)]!;
  }
}
