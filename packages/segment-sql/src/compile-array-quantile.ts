import { levelInTenThousandths, type Aggregator, type ExactQuantileMethod } from '@cutline/segment-definition';
import { compileQuantile } from './compile-quantile.ts';
import { once } from './once.ts';

/** Nullable(Decimal(38, 8)): the exact quantile of an array of decimals, in any order, none missing. */
export function compileArrayQuantile(values: string, a: number, method: ExactQuantileMethod): string {
  const h = `((n - 1) * ${a})`;
  const k = `intDiv(${h}, 10000)`;
  const r = `(${h} % 10000)`;
  const value = {
    linear: `if(${r} = 0, xs[${k} + 1], toDecimal128(xs[${k} + 1] + (toDecimal256(xs[${k} + 2], 8) - xs[${k} + 1]) * ${r} / 10000, 8))`,
    lower: `xs[${k} + 1]`,
    higher: `xs[${k} + if(${r} = 0, 1, 2)]`,
    inverted_cdf: `xs[greatest(intDiv(n * ${a} + 9999, 10000), 1)]`,
  }[method];
  return once({ xs: `arraySort(${values})` }, once({ n: 'toInt64(length(xs))' }, `if(n = 0, NULL, ${value})`));
}

/** The same of a histogram: a tuple of the values, ascending, and how often each comes. */
export function compileHistogramQuantile(histogram: string, a: number, method: ExactQuantileMethod): string {
  return once(
    { histogram },
    once(
      {
        xs: 'tupleElement(histogram, 1)',
        cumulative: 'arrayCumSum(tupleElement(histogram, 2))',
        n: 'toInt64(arraySum(tupleElement(histogram, 2)))',
      },
      compileQuantile(a, method),
    ),
  );
}

/** Which quantile an aggregator takes; the median unless it says. */
export function quantileOf(aggregator: Aggregator): [a: number, method: ExactQuantileMethod] {
  return aggregator.type === 'quantile'
    ? [levelInTenThousandths(aggregator.level), aggregator.method]
    : [5_000, 'linear'];
}
