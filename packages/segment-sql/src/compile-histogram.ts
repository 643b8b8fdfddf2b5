import {
  isNumeric,
  type Definitions,
  type Measure,
  type Population,
  type ProfileValue,
} from '@cutline/segment-definition';
import { aggregatesUnder, compileProfileValue } from './compile-profile-value.ts';
import { decimalType, isSetSql, type SqlValue } from './compile-value.ts';
import { aggregateOf } from './meaning.ts';
import { ProfileScan } from './profile-scan.ts';
import { emptyProfile } from './profile-values.ts';
import type { SqlContext } from './sql-context.ts';

/** Bitmaps of profiles that a population is taken from, as expressions over constants. */
export interface PopulationSources {
  base: string;
  segment(id: string): string;
}

/** What is counted: a value of profiles, over a population. */
export type Counted = Pick<Extract<Measure, { type: 'values' }>, 'of' | 'population'>;

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
  const histograms = compileHistograms([{ of: value, population }], sources, definitions, context);
  return `SELECT xs, ns, cumulative, n FROM (${histograms})`;
}

/**
 * `SELECT ordinal, xs, cumulative, n, ns`: the exact histograms of some values from one scan, which must serve all of them; a row for each, by its
 * place among them. Values that are not numbers can only stand alone.
 *
 * Each histogram is a grouping set: by the columns that its value follows from, which are often shorter than the value, and by whether the profile is in
 * the population. What is to be said of values is said of the groups then, which are far fewer.
 */
export function compileHistograms(
  counted: readonly Counted[],
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): string {
  const keys = new GroupingKeys(context);
  const histograms = new Map<string, Groups>();
  const places = counted.map((each) => {
    const groups = compileGroups(each, keys, sources, definitions, context);
    const meaning = JSON.stringify(groups);
    if (!histograms.has(meaning)) histograms.set(meaning, groups);
    return [...histograms.keys()].indexOf(meaning);
  });
  const arrays = [...histograms.values()].map((each, i) => `${compileArray(each, keys)} AS histogram_${i}`);
  // A set that stood there twice would have every group twice.
  const sets = new Set([...histograms.values()].map((each) => `(${each.keys.toSorted().join(', ')})`));
  return `WITH ${keys.bitmaps().join(', ')}
    SELECT ordinal, histogram.1 AS xs, histogram.2 AS ns, arrayCumSum(ns) AS cumulative, toInt64(arraySum(ns)) AS n
    FROM (
      SELECT ${arrays.join(',\n        ')}
      FROM (
        SELECT ${keys.names().join(', ')}, grouping(${keys.names().join(', ')}) AS without, toInt64(count()) AS profiles
        FROM (SELECT ${keys.selected().join(', ')} FROM ${keys.scan.rows()})
        GROUP BY GROUPING SETS (${[...sets].join(', ')})
      )
    )
    ARRAY JOIN range(${places.length}) AS ordinal, [${places.map((place) => `histogram_${place}`).join(', ')}] AS histogram`;
}

export function populationBitmap(population: Population, sources: PopulationSources): string {
  return population.type === 'segment' ? sources.segment(population.segment) : sources.base;
}

/** Groups of profiles that a histogram is made of; expressions over the keys that they are grouped by. */
interface Groups {
  keys: string[];
  /** UInt8: whether the profiles of a group are counted, if they have a value. */
  counted: string;
  value: Countable;
  /** The value of those of whom nothing is stored, and how many the population has altogether; null where only active profiles are counted. */
  nobody: { value: Countable; everyone: string } | null;
}

/** A number, or one NULL for all values that are none: what they are is left aside. Not Nullable, if a number. */
interface Countable {
  sql: string;
  isSet: string;
}

function compileGroups(
  { of, population }: Counted,
  keys: GroupingKeys,
  sources: PopulationSources,
  definitions: Definitions,
  context: SqlContext,
): Groups {
  const { scan } = keys;
  const bitmap = populationBitmap(population, sources);
  const within = keys.within(bitmap);
  const value = compileProfileValue(of, scan, definitions, context);
  const empty = countable(compileProfileValue(of, emptyProfile(context), definitions, context));
  const isActive = population.type === 'active';
  const active = isActive ? aggregatesUnder(of, definitions).map(([, aggregate]) => scan.active(aggregate)) : [];
  const everyone = `toInt64(bitmapCardinality(${keys.population(bitmap)}))`;
  const nobody = isActive ? null : { value: empty, everyone };
  const counted = (by: string): string => (isActive ? `${within} AND ${by}` : within);
  if (of.type === 'aggregate' && isNumeric(value.type)) {
    const columns = scan.columnsOf(aggregateOf(of.aggregate, definitions), isActive);
    return {
      keys: [...columns.map((column) => keys.column(column)), within],
      counted: counted(active[0] ?? '0'),
      value: countable(value),
      nobody,
    };
  }
  const key = keys.expression(isNumeric(value.type) ? value.sql : isSetSql(value));
  const activeKey = isActive ? [keys.expression(`(${active.join(' OR ') || '0'})`)] : [];
  return {
    keys: [key, ...activeKey, within],
    counted: counted(activeKey[0] ?? '1'),
    value: isNumeric(value.type) ? countable({ ...value, sql: key }) : { sql: noNumber, isSet: key },
    nobody,
  };
}

const noNumber = `CAST(NULL, 'Nullable(${decimalType})')`;

function countable(value: SqlValue): Countable {
  return { sql: isNumeric(value.type) ? `assumeNotNull(${value.sql})` : noNumber, isSet: isSetSql(value) };
}

/** Array((value, Int64)): the values, ascending, and how many profiles have each. */
function compileArray({ keys, counted, value, nobody }: Groups, all: GroupingKeys): string {
  const own = `without = 0b${all
    .names()
    .map((name) => (keys.includes(name) ? '0' : '1'))
    .join('')}`;
  const array = (wanted: string): string => `groupArrayIf((${value.sql}, profiles), ${own} AND ${wanted})`;
  if (!nobody) return `arraySort(${array(`${counted} AND ${value.isSet}`)})`;
  // Whoever of the population is in no group with another value, or with none, has the empty one.
  const isEmpty = `(${value.isSet} AND ${nobody.value.isSet} AND ifNull(${value.sql} = ${nobody.value.sql}, 1))`;
  const others = `sumIf(profiles, ${own} AND ${counted} AND NOT ${isEmpty})`;
  const empty = `[(${nobody.value.sql}, if(${nobody.value.isSet}, ${nobody.everyone} - ${others}, 0))]`;
  return `arraySort(arrayConcat(${array(`${counted} AND ${value.isSet} AND NOT ${isEmpty}`)}, arrayFilter(item -> item.2 > 0, ${empty})))`;
}

/** Columns of a scan, and expressions over them, that profiles are grouped by; each stands there once. */
class GroupingKeys {
  readonly scan: ProfileScan;
  readonly #populations = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(context: SqlContext) {
    this.scan = new ProfileScan(context);
  }

  column(name: string): string {
    this.#names.set(name, name);
    return name;
  }

  expression(sql: string): string {
    const name = this.#names.get(sql) ?? `key_${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }

  /** The name of a population's bitmap. */
  population(bitmap: string): string {
    const name = this.#populations.get(bitmap) ?? `population_${this.#populations.size}`;
    this.#populations.set(bitmap, name);
    return name;
  }

  within(bitmap: string): string {
    return this.expression(`bitmapContains(${this.population(bitmap)}, profile)`);
  }

  names(): string[] {
    return [...this.#names.values()];
  }

  selected(): string[] {
    return [...this.#names].map(([sql, name]) => (sql === name ? name : `${sql} AS ${name}`));
  }

  bitmaps(): string[] {
    return [...this.#populations].map(([bitmap, name]) => `(SELECT ${bitmap}) AS ${name}`);
  }
}
