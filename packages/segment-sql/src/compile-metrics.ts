import { isNumeric, type Definitions, type Metric } from '@cutline/segment-definition';
import { populationBitmap, type PopulationSources } from './compile-histogram.ts';
import { compileMetric, compileStatistic } from './compile-metric.ts';
import { aggregatesUnder, compileProfileValue } from './compile-profile-value.ts';
import { decimalType } from './compile-value.ts';
import { ProfileScan } from './profile-scan.ts';
import { emptyProfile } from './profile-values.ts';
import { scanOfValue } from './scan-of.ts';
import type { SqlContext } from './sql-context.ts';

/** A metric by its id. */
export interface NamedMetric {
  id: string;
  metric: Metric;
}

type ValuesMeasure = Extract<Metric['measure'], { type: 'values' }>;

/** The same for metrics that one scan can serve; null for those that need a statement of their own. */
export function metricsKey({ measure }: Metric, definitions: Definitions, context: SqlContext): string | null {
  if (measure.type !== 'values') return null;
  if (measure.statistic.type === 'quantile' && measure.statistic.method === 'approximate') return null;
  if (!isNumeric(compileProfileValue(measure.of, emptyProfile(context), definitions, context).type)) return null;
  return scanOfValue(measure.of, definitions, context.evaluation).key;
}

/** A row for each metric of a group that has the same key: see `MetricOfStepRow`. One without a key stands alone. */
export function compileMetrics(
  group: readonly NamedMetric[],
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): string {
  const [first] = group;
  if (group.length > 1) return compileTogether(group, sources, definitions, context);
  const id = context.parameters.add('metric_id', 'String', first!.id);
  return `SELECT ${id} AS metric, value, profiles, below, on, above FROM (${compileMetric(first!.metric, sources, definitions, context)})`;
}

/**
 * The exact histograms of all metrics from one scan: each profile's values become a row each, with the number of its metric. Of whom nothing is
 * stored is not in the scan: that many have the empty value.
 */
function compileTogether(
  group: readonly NamedMetric[],
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): string {
  const scan = new ProfileScan(context);
  const populations = new Map<string, string>();
  const compiled = group.map(({ metric }) => {
    const { of, population } = metric.measure as ValuesMeasure;
    const bitmap = populationBitmap(population, sources);
    if (!populations.has(bitmap)) populations.set(bitmap, `population_${populations.size}`);
    const name = populations.get(bitmap)!;
    const value = compileProfileValue(of, scan, definitions, context).sql;
    const empty = compileProfileValue(of, emptyProfile(context), definitions, context).sql;
    const active = aggregatesUnder(of, definitions).map(([, aggregate]) => scan.active(aggregate));
    const among = `bitmapContains(${name}, profile)`;
    return population.type === 'active'
      ? { value, empty, among: `(${active.join(' OR ') || '0'}) AND ${among}`, everyone: 'toInt64(0)' }
      : { value, empty, among, everyone: `toInt64(bitmapCardinality(${name}))` };
  });
  const nullable = (sql: string): string => `CAST(${sql}, 'Nullable(${decimalType})')`;
  const items = compiled.map(({ value, among }, i) => `(${i}, ${nullable(value)}, ${among})`);
  const lines = group.map(({ metric }, i) => {
    const line = compileStatistic((metric.measure as ValuesMeasure).statistic);
    return i === group.length - 1 ? nullable(line) : `metric = ${i}, ${nullable(line)}`;
  });
  const count = (comparison: string): string =>
    `toString(arraySum((x, p) -> if(ifNull(x ${comparison} line, 0), p, 0), xs, ns))`;
  return `WITH ${[...populations].map(([bitmap, name]) => `(SELECT ${bitmap}) AS ${name}`).join(', ')}
    SELECT ${context.parameters.add(
      'metric_ids',
      'Array(String)',
      group.map(({ id }) => id),
    )}[metric + 1] AS metric, toString(line) AS value, toString(n) AS profiles,
      ${count('<')} AS below, ${count('=')} AS on, ${count('>')} AS above
    FROM (
      SELECT metric, xs, ns, n, multiIf(${lines.join(', ')}) AS line
      FROM (
        SELECT metric, histogram.1 AS xs, histogram.2 AS ns, arrayCumSum(ns) AS cumulative, toInt64(arraySum(ns)) AS n
        FROM (
          SELECT metric, arraySort(groupArrayIf((assumeNotNull(value), profiles), isNotNull(value) AND profiles > 0)) AS histogram
          FROM (
            SELECT metric, if(whole, [${compiled.map(({ empty }) => nullable(empty)).join(', ')}][metric + 1], value) AS value,
              sum(if(whole, greatest([${compiled.map(({ everyone }) => everyone).join(', ')}][metric + 1] - counted, 0), counted)) AS profiles
            FROM (
              SELECT metric, value, whole, sum(counted) AS counted
              FROM (
                SELECT item.1 AS metric, item.2 AS value, grouping(value) = 1 AS whole, toInt64(count()) AS counted
                FROM ${scan.rows()}
                ARRAY JOIN [${items.join(', ')}] AS item
                WHERE item.3
                GROUP BY GROUPING SETS ((metric, value), (metric))
                UNION ALL
                SELECT toUInt8(number) AS metric, CAST(NULL, 'Nullable(${decimalType})') AS value, toUInt8(1) AS whole, toInt64(0) AS counted
                FROM numbers(${group.length})
              )
              GROUP BY metric, value, whole
            )
            GROUP BY metric, value
          )
          GROUP BY metric
        )
      )
    )`;
}
