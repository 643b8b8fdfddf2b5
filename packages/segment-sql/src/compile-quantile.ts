import type { QuantileMethod } from '@cutline/segment-definition';

/**
 * Nullable(Decimal(38, 8)): the exact quantile at level a / 10,000 of a histogram given as arrays sorted by value:
 * `xs` the values, `cumulative` how many profiles lie at or below each, `n` how many there are.
 */
export function compileQuantile(a: number, method: QuantileMethod): string {
  const at = (index: string): string => `toDecimal128(xs[arrayFirstIndex(c -> c > ${index}, cumulative)], 8)`;
  const h = `((n - 1) * ${a})`;
  const k = `intDiv(${h}, 10000)`;
  const r = `(${h} % 10000)`;
  const low = at(k);
  // With r = 0 the next value may not exist, and is not needed.
  const high = at(`if(${r} = 0, ${k}, ${k} + 1)`);
  const inverted = at(`greatest(intDiv(n * ${a} + 9999, 10000), 1) - 1`);
  const value = {
    linear: `${low} + (${high} - ${low}) * toInt64(${r}) / 10000`,
    lower: low,
    higher: high,
    inverted_cdf: inverted,
    // From a whole histogram nothing needs to be approximated.
    approximate: inverted,
  }[method];
  return `if(n = 0, NULL, ${value})`;
}
