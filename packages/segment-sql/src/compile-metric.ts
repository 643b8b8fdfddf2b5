import { levelInTenThousandths, type Aggregate, type Metric } from '@cutline/segment-definition';
import { compileQuantile } from './compile-quantile.ts';
import { compileScan } from './compile-scan.ts';
import type { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';

/** Bitmaps of profiles that a population is taken from, as expressions over constants. */
export interface PopulationSources {
  base: string;
  segment(id: string): string;
}

/** `SELECT xs, cumulative, n, ns`: the exact histogram of an aggregate over a population, as one row of arrays. */
export function compileHistogram(
  metric: Pick<Metric, 'population'>,
  aggregate: Aggregate,
  sources: PopulationSources,
  evaluation: Evaluation,
  parameters: Parameters,
): string {
  const { population } = metric;
  const scan = compileScan([aggregate], evaluation, parameters);
  const { value, active } = scan.columns[0]!;
  const among = population.type === 'segment' ? sources.segment(population.segment) : sources.base;
  const values = `SELECT value FROM (${scan.select([`${value} AS value`, `${active} AS active`])})
    WHERE ${population.type === 'active' ? 'active AND ' : ''}bitmapContains(population, profile)`;
  // The total row becomes the profiles without events, at 0: they are in the population, but not in the scan.
  const counted =
    population.type === 'active'
      ? `SELECT value, count() AS profiles FROM (${values}) GROUP BY value`
      : `SELECT if(whole, toDecimal128(0, 4), value) AS value, if(whole, toInt64(bitmapCardinality(population)) - toInt64(counted), toInt64(counted)) AS profiles
         FROM (SELECT value, grouping(value) = 1 AS whole, count() AS counted FROM (${values}) GROUP BY GROUPING SETS ((value), ()))`;
  return `WITH (SELECT ${among}) AS population
    SELECT histogram.1 AS xs, histogram.2 AS ns, arrayCumSum(ns) AS cumulative, toInt64(arraySum(ns)) AS n
    FROM (
      SELECT arraySort(groupArray((value, profiles))) AS histogram
      FROM (SELECT value, sum(profiles) AS profiles FROM (${counted}) GROUP BY value HAVING profiles > 0)
    )`;
}

/** One row: see `MetricRow`. */
export function compileMetric(
  metric: Metric,
  aggregate: Aggregate,
  sources: PopulationSources,
  evaluation: Evaluation,
  parameters: Parameters,
): string {
  const { level, method } = metric.measure;
  const count = (comparison: string): string =>
    `toString(arraySum((x, p) -> if(ifNull(x ${comparison} line, 0), p, 0), xs, ns))`;
  return `SELECT toString(line) AS value, toString(n) AS profiles,
      ${count('<')} AS below, ${count('=')} AS on, ${count('>')} AS above
    FROM (
      SELECT xs, ns, n, ${compileQuantile(levelInTenThousandths(level), method)} AS line
      FROM (${compileHistogram(metric, aggregate, sources, evaluation, parameters)})
    )`;
}
