import type { Definitions, Population, ProfileValue } from '@cutline/segment-definition';
import { aggregatesUnder, compileProfileValue } from './compile-profile-value.ts';
import { ProfileScan } from './profile-scan.ts';
import { emptyProfile } from './profile-values.ts';
import type { SqlContext } from './sql-context.ts';

/** Bitmaps of profiles that a population is taken from, as expressions over constants. */
export interface PopulationSources {
  base: string;
  segment(id: string): string;
}

/**
 * `SELECT value, profiles`: how many profiles of a population have each value (not null). `population` must be a bitmap that stands
 * in scope under that name.
 */
function compileValueCounts(
  value: ProfileValue,
  population: Population,
  definitions: Definitions,
  context: SqlContext,
): string {
  const scan = new ProfileScan(context);
  const { sql } = compileProfileValue(value, scan, definitions, context);
  const active = aggregatesUnder(value, definitions).map(([, aggregate]) => scan.active(aggregate));
  const among =
    population.type === 'active'
      ? `(${active.join(' OR ') || '0'}) AND bitmapContains(population, profile)`
      : 'bitmapContains(population, profile)';
  const values = `SELECT ${sql} AS value FROM ${scan.rows()} WHERE ${among}`;
  if (population.type === 'active')
    return `SELECT value, count() AS profiles FROM (${values}) WHERE isNotNull(value) GROUP BY value`;
  const empty = compileProfileValue(value, emptyProfile(context), definitions, context).sql;
  // The total row becomes the profiles of which nothing is stored: they are in the population, but not in the scan.
  return `SELECT if(whole, toNullable(${empty}), value) AS value, if(whole, toInt64(bitmapCardinality(population)) - toInt64(counted), toInt64(counted)) AS profiles
    FROM (SELECT value, grouping(value) = 1 AS whole, count() AS counted FROM (SELECT toNullable(value) AS value FROM (${values})) GROUP BY GROUPING SETS ((value), ()))`;
}

/** `SELECT xs, cumulative, n, ns`: the exact histogram of a value over a population, as one row of arrays. */
export function compileHistogram(
  value: ProfileValue,
  population: Population,
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): string {
  return `WITH (SELECT ${populationBitmap(population, sources)}) AS population
    SELECT histogram.1 AS xs, histogram.2 AS ns, arrayCumSum(ns) AS cumulative, toInt64(arraySum(ns)) AS n
    FROM (
      SELECT arraySort(groupArray((present, profiles))) AS histogram
      FROM (
        SELECT toDecimal128(assumeNotNull(value), 8) AS present, sum(profiles) AS profiles
        FROM (${compileValueCounts(value, population, definitions, context)})
        WHERE isNotNull(value)
        GROUP BY present
        HAVING profiles > 0
      )
    )`;
}

export function populationBitmap(population: Population, sources: PopulationSources): string {
  return population.type === 'segment' ? sources.segment(population.segment) : sources.base;
}
