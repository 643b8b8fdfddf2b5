import { tables } from '@cutline/clickhouse/tables';
import { mergedNumbers } from './aliases.ts';
import { Parameters } from './parameters.ts';
import type { PlanInput, SegmentStep } from './plan.ts';
import { scratchBitmap, scratchKeys } from './scratch.ts';

/**
 * Statements that compare the members in scratch with the last membership, and write what differs. `rulesKey` is where those for whom
 * the rules hold stand in scratch.
 */
export function compileDifference(
  id: string,
  version: number,
  rulesKey: string,
  input: PlanInput,
): Pick<SegmentStep['statements'], 'memberships' | 'changes' | 'counts'> {
  const forMemberships = new Sides(id, input);
  const forChanges = new Sides(id, input);
  const forCounts = new Sides(id, input);
  const { parameters } = forChanges;
  const reason = input.hasAliases
    ? `if(changed.2 = -1 AND changed.1 IN (${mergedNumbers({ evaluation: input, parameters })}), 'merged', {reason:String})`
    : '{reason:String}';
  return {
    memberships: forMemberships.parameters
      .statement(`INSERT INTO ${tables.memberships} (workspace, chunk, segment, run, members)
    SELECT ${forMemberships.workspace}, chunk, ${forMemberships.segment}, ${forMemberships.run}, now
    FROM (${forMemberships.sql})
    WHERE bitmapCardinality(bitmapXor(now, was)) > 0`),
    changes: parameters.statement(`INSERT INTO ${tables.membershipChanges}
      (workspace, segment, run, profile, change, at, version, reason)
    SELECT ${forChanges.workspace}, ${forChanges.segment}, ${forChanges.run}, changed.1, changed.2,
      ${parameters.instant(input.asOf)}, ${parameters.named('version', 'UInt32', version)}, ${reason}
    FROM (${forChanges.sql})
    ARRAY JOIN arrayConcat(
      arrayMap(profile -> (profile, 1), bitmapToArray(bitmapAndnot(now, was))),
      arrayMap(profile -> (profile, -1), bitmapToArray(bitmapAndnot(was, now)))
    ) AS changed`),
    counts: forCounts.parameters.statement(`SELECT
      toString(bitmapCardinality(${scratchBitmap(rulesKey, input, forCounts.parameters)})) AS afterRules,
      toString(sum(bitmapCardinality(now))) AS members,
      toString(sum(bitmapAndnotCardinality(now, was))) AS entered,
      toString(sum(bitmapAndnotCardinality(was, now))) AS left
    FROM (${forCounts.sql})`),
  };
}

/** `SELECT chunk, now, was`: the members in scratch beside those of the last membership. */
class Sides {
  readonly parameters = new Parameters();
  readonly workspace: string;
  readonly run: string;
  readonly segment: string;
  readonly sql: string;

  constructor(id: string, input: PlanInput) {
    this.workspace = this.parameters.named('workspace', 'UInt32', input.workspace);
    this.run = this.parameters.named('run', 'UInt64', input.run);
    this.segment = this.parameters.named('segment', 'UUID', id);
    this.sql = `SELECT chunk, groupBitmapMergeStateIf(members, new) AS now, groupBitmapMergeStateIf(members, NOT new) AS was
      FROM (
        SELECT chunk, members, true AS new
        FROM ${tables.runBitmaps}
        WHERE workspace = ${this.workspace} AND run = ${this.run}
          AND key = ${this.parameters.named('segment_key', 'String', scratchKeys.segment(id))}
        UNION ALL
        SELECT chunk, members, false AS new
        FROM (
          SELECT chunk, members
          FROM ${tables.memberships}
          WHERE workspace = ${this.workspace} AND segment = ${this.segment} AND run < ${this.run}
          ORDER BY chunk, run DESC
          LIMIT 1 BY chunk
        )
      )
      GROUP BY chunk`;
  }
}
