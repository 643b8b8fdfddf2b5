import { levelInTenThousandths, type Definitions, type Measure } from '@cutline/segment-definition';
import { populationBitmap, type PopulationSources } from './compile-histogram.ts';
import { aggregatesUnder, compileProfileValue } from './compile-profile-value.ts';
import { ProfileScan } from './profile-scan.ts';
import type { SqlContext } from './sql-context.ts';

/** Greenwald and Khanna's summary (SIGMOD 2001) keeps every rank within n / 1,000. */
const accuracy = 1_000;

/** One row: see `MetricRow`. A quantile whose rank may err; it needs memory for a summary only, not for every different value. */
export function compileApproximateQuantile(
  measure: Extract<Measure, { type: 'values' }>,
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): string {
  const level = measure.statistic.type === 'quantile' ? levelInTenThousandths(measure.statistic.level) / 10_000 : 0.5;
  const scan = new ProfileScan(context);
  const { sql } = compileProfileValue(measure.of, scan, definitions, context);
  const active = aggregatesUnder(measure.of, definitions).map(([, aggregate]) => scan.active(aggregate));
  const among = measure.population.type === 'active' ? `(${active.join(' OR ') || '0'})` : '1';
  const bitmap = populationBitmap(measure.population, sources);
  const values = `SELECT assumeNotNull(value) AS present
      FROM (
        SELECT ${sql} AS value
        FROM (SELECT arrayJoin(bitmapToArray(${bitmap})) AS profile) AS everyone${scan.joins()}
        WHERE ${among}
      )
      WHERE isNotNull(value)`;
  return `SELECT value, profiles, below, on, above
    FROM (
      WITH (SELECT if(count() = 0, NULL, quantileGK(${accuracy}, ${level})(present)) FROM (${values})) AS line
      SELECT toString(line) AS value, toString(count()) AS profiles, toString(countIf(ifNull(present < line, 0))) AS below,
        toString(countIf(ifNull(present = line, 0))) AS on, toString(countIf(ifNull(present > line, 0))) AS above
      FROM (${values})
    )`;
}
