import type { Contender, Task } from './contender.ts';
import type { Bindings, Meter } from './meter.ts';
import { edges, workspace } from './story.ts';

/** Which purchases of whom are counted, for hand-written SQL. `end` and `start` name bindings. */
export const purchasesBetween = (start: string, end: string): string => `workspace = {workspace:UInt32}
  AND action = 'transaction.charge' AND batch <= {known:UInt64}
  AND time >= fromUnixTimestamp64Milli({${start}:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({${end}:Int64}, 'UTC')
  AND profile IN (SELECT profile FROM identifiers WHERE workspace = {workspace:UInt32} AND kind != 'anonymousId' AND batch <= {known:UInt64})`;

/**
 * A meter whose statements look up nobody's number in indexes one by one: nearly every profile is in the set, and of twenty million that takes nine gigabytes and four times as
 * long. Who writes a chain by hand would find that out.
 */
export function withoutIndexedSets(meter: Meter): Meter {
  const setting = ' SETTINGS use_index_for_in_with_subqueries = 0';
  const suffix = (query: string): string => (/^(SELECT|INSERT)/.test(query) ? query + setting : query);
  return {
    command: (query, bindings) => meter.command(suffix(query), bindings),
    rows: (query, bindings) => meter.rows(suffix(query), bindings),
    get requests() {
      return meter.requests;
    },
  };
}

/** ClickHouse's exact quantile computes in floats: without the rounding, a line of 3 can come out as 2.999999999999943. */
export const quantile = (level: number, values: string): string =>
  `round(quantileExactInclusive(${level / 10_000})(${values}), 8)`;

export function bindingsOf({ asOf, known, run, previousRun }: Task): Bindings {
  return { workspace, known, run, previous: previousRun, ...edges(asOf) };
}

/** Members and changes as one row each, in tables of the given names. */
export function storedAsRows(members: string, changes: string): Pick<Contender, 'tables' | 'state' | 'stored'> {
  return {
    tables: [
      `CREATE TABLE ${members} (segment UInt8, run UInt64, profile UInt32) ENGINE = MergeTree ORDER BY (segment, run, profile)`,
      `CREATE TABLE ${changes} (segment UInt8, run UInt64, profile UInt32, change Int8) ENGINE = MergeTree ORDER BY (segment, run, profile)`,
    ],
    state: [members, changes],
    stored: {
      members: (segment, run) => ({
        query: `SELECT profile FROM ${members} WHERE segment = {segment:UInt8} AND run = {run:UInt64}`,
        bindings: { segment, run },
      }),
      changes: (segment, run) => ({
        query: `SELECT profile, change FROM ${changes} WHERE segment = {segment:UInt8} AND run = {run:UInt64}`,
        bindings: { segment, run },
      }),
    },
  };
}
