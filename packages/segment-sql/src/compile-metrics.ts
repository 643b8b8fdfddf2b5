import { isNumeric, type Definitions, type Metric } from '@cutline/segment-definition';
import type { PopulationSources } from './compile-histogram.ts';
import { compileMetric, compileValues, type ValuesMeasure } from './compile-metric.ts';
import { compileProfileValue } from './compile-profile-value.ts';
import { emptyProfile } from './profile-values.ts';
import { scanOfValue } from './scan-of.ts';
import type { SqlContext } from './sql-context.ts';

/** A metric by its id. */
export interface NamedMetric {
  id: string;
  metric: Metric;
}

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
  const ids = context.parameters.add(
    'metric_ids',
    'Array(String)',
    group.map(({ id }) => id),
  );
  if (group.length === 1)
    return `SELECT ${ids}[1] AS metric, value, profiles, below, on, above FROM (${compileMetric(group[0]!.metric, sources, definitions, context)})`;
  const measures = group.map(({ metric }) => metric.measure as ValuesMeasure);
  return `SELECT ${ids}[ordinal + 1] AS metric, value, profiles, below, on, above FROM (${compileValues(measures, sources, definitions, context)})`;
}
