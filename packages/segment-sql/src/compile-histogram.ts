import { isNumeric, type Definitions, type Population, type ProfileValue } from '@cutline/segment-definition';
import { aggregatesUnder, compileProfileValue } from './compile-profile-value.ts';
import { decimalType, isSetSql, type SqlValue } from './compile-value.ts';
import { ProfileScan } from './profile-scan.ts';
import { emptyProfile } from './profile-values.ts';
import type { SqlContext } from './sql-context.ts';

/** Bitmaps of profiles that a population is taken from, as expressions over constants. */
export interface PopulationSources {
  base: string;
  segment(id: string): string;
}

/** Values that are not numbers can only be counted: what they are is left aside. */
function countable(value: SqlValue): string {
  return isNumeric(value.type) ? value.sql : `if(${isSetSql(value)}, toNullable(1), NULL)`;
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
): { sql: string; isNumber: boolean } {
  const scan = new ProfileScan(context);
  const compiled = compileProfileValue(value, scan, definitions, context);
  const isNumber = isNumeric(compiled.type);
  const active = aggregatesUnder(value, definitions).map(([, aggregate]) => scan.active(aggregate));
  const among =
    population.type === 'active'
      ? `(${active.join(' OR ') || '0'}) AND bitmapContains(population, profile)`
      : 'bitmapContains(population, profile)';
  const values = `SELECT ${countable(compiled)} AS value FROM ${scan.rows()} WHERE ${among}`;
  if (population.type === 'active')
    return {
      sql: `SELECT value, count() AS profiles FROM (${values}) WHERE isNotNull(value) GROUP BY value`,
      isNumber,
    };
  const empty = countable(compileProfileValue(value, emptyProfile(context), definitions, context));
  // The total row becomes the profiles of which nothing is stored: they are in the population, but not in the scan.
  const sql = `SELECT if(whole, toNullable(${empty}), value) AS value, if(whole, toInt64(bitmapCardinality(population)) - toInt64(counted), toInt64(counted)) AS profiles
    FROM (SELECT value, grouping(value) = 1 AS whole, count() AS counted FROM (SELECT toNullable(value) AS value FROM (${values})) GROUP BY GROUPING SETS ((value), ()))`;
  return { sql, isNumber };
}

/**
 * `SELECT xs, cumulative, n, ns`: the exact histogram of a value over a population, as one row of arrays. Values that are not
 * numbers stand there together as one NULL, which lies nowhere among numbers.
 */
export function compileHistogram(
  value: ProfileValue,
  population: Population,
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): string {
  const among = populationBitmap(population, sources);
  const counts = compileValueCounts(value, population, definitions, context);
  const present = counts.isNumber ? 'toDecimal128(assumeNotNull(value), 8)' : `CAST(NULL, 'Nullable(${decimalType})')`;
  return `WITH (SELECT ${among}) AS population
    SELECT histogram.1 AS xs, histogram.2 AS ns, arrayCumSum(ns) AS cumulative, toInt64(arraySum(ns)) AS n
    FROM (
      SELECT arraySort(groupArray((present, profiles))) AS histogram
      FROM (
        SELECT ${present} AS present, sum(profiles) AS profiles
        FROM (${counts.sql})
        WHERE isNotNull(value)
        GROUP BY present
        HAVING profiles > 0
      )
    )`;
}

export function populationBitmap(population: Population, sources: PopulationSources): string {
  return population.type === 'segment' ? sources.segment(population.segment) : sources.base;
}
