import { tables } from '@cutline/clickhouse/tables';
import { isWithin, type ProfileRange } from './profile-ranges.ts';
import { isIn, numbersIn, type ProfileSet } from './profile-set.ts';
import type { SqlContext } from './sql-context.ts';

/** Rows of a table that belong to profiles, as they are read by everyone's profile. */
export interface OwnedRows {
  /** What stands behind FROM. */
  from: string;
  /** UInt32: the profile that a row counts for. */
  profile: string;
  /** The same as an item of SELECT, with the name `profile`. */
  selected: string;
}

/**
 * The rows of `source`, which holds `table` and whatever is joined to it, with the profile that each counts for: the number that it
 * stands under, or the profile that this number counts for as of `known`. Columns keep their plain names.
 */
export function ownedRows(table: string, source: string, context: SqlContext): OwnedRows {
  const { evaluation, owners } = context;
  if (owners) {
    const profile = `transform(${table}.profile, ${owners.numbers}, ${owners.profiles}, ${table}.profile)`;
    return { from: source, profile, selected: `${profile} AS profile` };
  }
  if (evaluation.hasAliases) bindClock(context);
  return rowsOfProfiles(table, source, evaluation.hasAliases);
}

/** The same for statements that bind `workspace` (UInt32) and `known` (UInt64) themselves. */
export function rowsOfProfiles(table: string, source: string, hasAliases: boolean): OwnedRows {
  if (!hasAliases) return { from: source, profile: 'profile', selected: 'profile' };
  const from = `${source} ANY LEFT JOIN (${resolvedAliases}) AS aliases ON ${table}.profile = aliases.alias_number`;
  // Numbers begin with 1: 0 is what the join did not find.
  const profile = `if(aliases.alias_profile = 0, ${table}.profile, aliases.alias_profile)`;
  return { from, profile, selected: `${profile} AS profile` };
}

const readRows = 'workspace = {workspace:UInt32} AND batch <= {known:UInt64}';

/** `SELECT alias_number, alias_profile`: which profile numbers count for, of all numbers of which it was ever said. */
const resolvedAliases = `SELECT number AS alias_number, argMax(profile, batch) AS alias_profile
    FROM ${tables.profileAliases}
    WHERE ${readRows}
    GROUP BY number`;

/** `SELECT alias_number`: the numbers that count for another profile. */
export function mergedNumbers(context: SqlContext): string {
  bindClock(context);
  return `SELECT alias_number FROM (${resolvedAliases}) WHERE alias_profile != alias_number`;
}

/**
 * UInt8: whether a row of `table` stands under a number that counts for one profile (an expression over constants). The few numbers are
 * found first, so that only their rows are read.
 */
export function belongsTo(table: string, profile: string, context: SqlContext): string {
  if (!context.evaluation.hasAliases) return `profile = ${profile}`;
  bindClock(context);
  // A number without an alias counts for itself: as if that had been said before the first batch.
  return `${table}.profile IN (
      SELECT number
      FROM (
        SELECT number, batch, profile AS owner
        FROM ${tables.profileAliases}
        WHERE ${readRows} AND number IN (
          SELECT number FROM ${tables.profileAliases} WHERE ${readRows} AND profile = ${profile}
          UNION ALL
          SELECT ${profile}
        )
        UNION ALL
        SELECT ${profile}, toUInt64(0), ${profile}
      )
      GROUP BY number
      HAVING argMax(owner, batch) = ${profile}
    )`;
}

/** Conditions, all of which have to hold: rows of `table` are of the profiles in a set. `profile` says whose a row is. */
export function areAmong(table: string, profile: string, among: ProfileSet, context: SqlContext): string[] {
  const contained = isIn(among, profile);
  if ('numbers' in among) {
    const { numbers, sought } = among;
    return sought ? [`${table}.profile IN ${sought}`, contained] : [`${table}.profile IN ${numbers}`];
  }
  if (!among.few) return [contained];
  // A set is looked up in indexes, a bitmap is not.
  const listed = `SELECT arrayJoin(${numbersIn(among)}) AS number`;
  if (!context.evaluation.hasAliases) return [`${table}.profile IN (${listed})`];
  bindClock(context);
  // Rows under all numbers that count for them, or once did.
  const counting = `SELECT number FROM ${tables.profileAliases} WHERE ${readRows} AND ${isIn(among, 'profile')}`;
  return [`${table}.profile IN (${listed} UNION ALL ${counting})`, contained];
}

/** Conditions, all of which have to hold: rows of `table` are of the profiles in a range. `profile` says whose a row is. */
export function areWithin(table: string, profile: string, range: ProfileRange, context: SqlContext): string[] {
  const contained = isWithin(range, profile, context.parameters);
  if (!context.evaluation.hasAliases || contained.length === 0) return contained;
  // What a row stands under is looked up in indexes and read first; whose it is follows from a join.
  const own = isWithin(range, `${table}.profile`, context.parameters).join(' AND ');
  const merged = [mergedNumbers(context), ...isWithin(range, 'alias_profile', context.parameters)].join(' AND ');
  return [`(${own} OR ${table}.profile IN (${merged}))`, ...contained];
}

/** `SELECT profile`: for whom a number counts since a batch that did not before, and for whom it counted then. `after` is that batch, a constant. */
export function profilesOfMoved(after: string, context: SqlContext): string {
  bindClock(context);
  return `SELECT arrayJoin(profiles) AS profile
      FROM (
        SELECT number, ${changedOwners(after)} AS profiles
        FROM ${tables.profileAliases}
        WHERE ${readRows} AND number IN (SELECT number FROM ${tables.profileAliases} WHERE ${readRows} AND batch > ${after})
        GROUP BY number
      )
      WHERE length(profiles) > 1`;
}

/** Array(UInt32), of the rows of a number: for whom it counted at a batch, and for whom since. `after` is that batch, a constant. */
export function changedOwners(after: string): string {
  return `arrayDistinct(arrayConcat(
            [if(countIf(batch <= ${after}) = 0, number, argMaxIf(profile, batch, batch <= ${after}))],
            groupArrayIf(profile, batch > ${after})
          ))`;
}

function bindClock({ evaluation, parameters }: SqlContext): void {
  parameters.named('workspace', 'UInt32', evaluation.workspace);
  parameters.named('known', 'UInt64', evaluation.known);
}
