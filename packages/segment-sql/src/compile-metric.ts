import {
  levelInTenThousandths,
  type Definitions,
  type Measure,
  type Metric,
  type Statistic,
} from '@cutline/segment-definition';
import { compileApproximateQuantile } from './compile-approximate.ts';
import { compileEventsAggregate } from './compile-events-aggregate.ts';
import { compileFormula } from './compile-formula.ts';
import { compileHistogram, populationBitmap, type PopulationSources } from './compile-histogram.ts';
import { compileQuantile } from './compile-quantile.ts';
import { averageSql } from './rounding.ts';
import type { SqlContext } from './sql-context.ts';

/** One row: see `MetricRow`. */
export function compileMetric(
  { measure }: Metric,
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): string {
  switch (measure.type) {
    case 'values':
      return measure.statistic.type === 'quantile' && measure.statistic.method === 'approximate'
        ? compileApproximateQuantile(measure, sources, definitions, context)
        : compileValues(measure, sources, definitions, context);
    case 'events': {
      const population = populationBitmap(measure.population, sources);
      const { value, profiles } = compileEventsAggregate(measure, population, context);
      return `SELECT toString(value) AS value, toString(profiles) AS profiles, NULL AS below, NULL AS on, NULL AS above
        FROM (SELECT ${value} AS value, ${profiles} AS profiles)`;
    }
    case 'formula': {
      const value = compileFormula(
        measure.formula,
        (node) => {
          if (node.type !== 'metric') throw new Error('A formula of metrics has nothing of profiles');
          return { sql: context.parameters.threshold(node.metric), type: 'number' };
        },
        context,
      );
      return `SELECT toString(${value}) AS value, NULL AS profiles, NULL AS below, NULL AS on, NULL AS above`;
    }
  }
}

type ValuesMeasure = Extract<Measure, { type: 'values' }>;

function compileValues(
  measure: ValuesMeasure,
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): string {
  const count = (comparison: string): string =>
    `toString(arraySum((x, p) -> if(ifNull(x ${comparison} line, 0), p, 0), xs, ns))`;
  const histogram = compileHistogram(measure.of, measure.population, sources, definitions, context);
  return `SELECT toString(line) AS value, toString(n) AS profiles,
      ${count('<')} AS below, ${count('=')} AS on, ${count('>')} AS above
    FROM (
      SELECT xs, ns, n, ${compileStatistic(measure.statistic)} AS line
      FROM (${histogram})
    )`;
}

/** Nullable(Decimal(38, 8)) from an exact histogram (`xs`, `ns`, `cumulative`, `n`). */
export function compileStatistic(statistic: Statistic): string {
  const sum = 'arraySum(arrayMap((x, p) -> x * toInt64(p), xs, ns))';
  switch (statistic.type) {
    case 'quantile':
      return compileQuantile(levelInTenThousandths(statistic.level), statistic.method);
    case 'median':
      return compileQuantile(5_000, 'linear');
    case 'count':
      return 'toNullable(toDecimal128(n, 8))';
    case 'sum':
      return `if(n = 0, toNullable(toDecimal128(0, 8)), ${sum})`;
    case 'average':
      return `if(n = 0, NULL, ${averageSql(sum, 'n', 8)})`;
    case 'min':
      return 'if(n = 0, NULL, xs[1])';
    case 'max':
      return 'if(n = 0, NULL, xs[-1])';
  }
}
