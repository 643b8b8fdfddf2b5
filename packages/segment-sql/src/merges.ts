import { tables } from '@cutline/clickhouse/tables';
import { changedOwners } from './aliases.ts';
import { Parameters } from './parameters.ts';
import type { PlanInput } from './plan.ts';
import type { Statement } from './statement.ts';

/** What merges make of few profiles that are looked at. */
export interface Merges {
  /**
   * For which profile a number counts that is not its own: of those looked at, as who once had a number may count for somebody else by now, and of all numbers that count for
   * them, or did once.
   */
  owners: ReadonlyMap<number, number>;
  /** Those for whom other numbers count than timelines know. */
  moved: readonly number[];
}

/** A number of which it was ever said for which profile it counts. */
export interface MergeRow {
  number: number;
  owner: number;
  /** For whom it counts since the streams that lack merges, and for whom before; empty where that is the same. */
  moved: number[];
}

/** Reads rows `MergeRow`, at most one more than `most`: those that `mergesOf` the profiles needs. */
export function compileMerges(profiles: readonly number[], input: PlanInput, most: number): Statement {
  const parameters = new Parameters();
  const read = `workspace = ${parameters.named('workspace', 'UInt32', input.workspace)} AND batch <= ${parameters.named('known', 'UInt64', input.known)}`;
  const looked = parameters.named('looked', 'Array(UInt32)', [...profiles]);
  const after = lackMergesAfter(input);
  const changed = after === null ? '[]' : changedOwners(parameters.named('after_batch', 'UInt64', after));
  return parameters.statement(`SELECT number, argMax(profile, batch) AS owner, CAST(${changed}, 'Array(UInt32)') AS owners, if(length(owners) > 1, owners, []) AS moved
    FROM ${tables.profileAliases}
    WHERE ${read} AND number IN (
      SELECT number FROM ${tables.profileAliases} WHERE ${read} AND (number IN ${looked} OR profile IN ${looked})
    )
    GROUP BY number
    LIMIT ${Math.trunc(most) + 1}`);
}

export function mergesOf(rows: readonly MergeRow[], looked: readonly number[]): Merges {
  const among = new Set(looked);
  return {
    owners: new Map(rows.flatMap(({ number, owner }) => (number === owner ? [] : [[number, owner]]))),
    moved: [...new Set(rows.flatMap(({ moved }) => moved))].filter((profile) => among.has(profile)),
  };
}

/** The batch after which timelines lack merges; null where none does. */
export function lackMergesAfter({ streams }: PlanInput): number | null {
  const lacking = [...(streams?.values() ?? [])].filter(({ lacksMerges }) => lacksMerges);
  return lacking.length === 0 ? null : Math.min(...lacking.map(({ known }) => known));
}
