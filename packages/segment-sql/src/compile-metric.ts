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
import { compileHistograms, populationBitmap, type PopulationSources } from './compile-histogram.ts';
import { compileQuantile } from './compile-quantile.ts';
import { decimalType } from './compile-value.ts';
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
        : `SELECT value, profiles, below, on, above FROM (${compileValues([measure], sources, definitions, context)})`;
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

/** A metric over profiles' values, which are counted exactly. */
export type ValuesMeasure = Extract<Measure, { type: 'values' }>;

/** A row for each of some metrics that one scan serves, by its place among them: `ordinal` and what `MetricRow` says. */
export function compileValues(
  measures: readonly ValuesMeasure[],
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): string {
  const count = (comparison: string): string =>
    `toString(arraySum((x, p) -> if(ifNull(x ${comparison} line, 0), p, 0), xs, ns))`;
  const lines = measures.map(({ statistic }) => `CAST(${compileStatistic(statistic)}, 'Nullable(${decimalType})')`);
  const cases = lines.slice(0, -1).map((line, ordinal) => `ordinal = ${ordinal}, ${line}`);
  const line = cases.length > 0 ? `multiIf(${[...cases, lines.at(-1)!].join(', ')})` : lines[0]!;
  return `SELECT ordinal, toString(line) AS value, toString(n) AS profiles,
      ${count('<')} AS below, ${count('=')} AS on, ${count('>')} AS above
    FROM (
      SELECT ordinal, xs, ns, n, ${line} AS line
      FROM (${compileHistograms(measures, sources, definitions, context)})
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
