import { tables } from '@cutline/clickhouse/tables';
import { mergedNumbers } from './aliases.ts';
import { Parameters } from './parameters.ts';
import type { PlanInput, SegmentsStep } from './plan.ts';
import { scratchKeys } from './scratch.ts';

/** A segment whose members stand in scratch. */
export interface ComparedSegment {
  definition: string;
  version: number;
  /** Where those for whom its rules hold stand in scratch. */
  rulesKey: string;
}

/** Statements that compare the members in scratch with the last memberships, and write what differs. */
export function compileDifferences(
  segments: readonly ComparedSegment[],
  input: PlanInput,
): Pick<SegmentsStep['statements'], 'memberships' | 'changes' | 'counts'> {
  const forMemberships = new Sides(segments, input);
  const forChanges = new Sides(segments, input);
  const forCounts = new Sides(segments, input);
  const { parameters } = forChanges;
  const given = `{reasons:Array(String)}[indexOf(${forChanges.segments}, segment)]`;
  const reason = input.hasAliases
    ? `if(changed.2 = -1 AND changed.1 IN (${mergedNumbers({ evaluation: input, parameters })}), 'merged', ${given})`
    : given;
  const versions = parameters.named(
    'versions',
    'Array(UInt32)',
    segments.map(({ version }) => version),
  );
  const rules = forCounts.parameters.named(
    'rules',
    'Array(String)',
    segments.map(({ rulesKey }) => rulesKey),
  );
  return {
    memberships: forMemberships.parameters
      .statement(`INSERT INTO ${tables.memberships} (workspace, chunk, segment, run, members)
    SELECT ${forMemberships.workspace}, chunk, segment, ${forMemberships.run}, now
    FROM (${forMemberships.sql})
    WHERE bitmapCardinality(bitmapXor(now, was)) > 0`),
    changes: parameters.statement(`INSERT INTO ${tables.membershipChanges}
      (workspace, segment, run, profile, change, at, version, reason)
    SELECT ${forChanges.workspace}, segment, ${forChanges.run}, changed.1, changed.2,
      ${parameters.instant(input.asOf)}, ${versions}[indexOf(${forChanges.segments}, segment)], ${reason}
    FROM (${forChanges.sql})
    ARRAY JOIN arrayConcat(
      arrayMap(profile -> (profile, 1), bitmapToArray(bitmapAndnot(now, was))),
      arrayMap(profile -> (profile, -1), bitmapToArray(bitmapAndnot(was, now)))
    ) AS changed`),
    counts: forCounts.parameters.statement(`SELECT segment,
      toString(any(after_rules)) AS afterRules,
      toString(sum(bitmapCardinality(now))) AS members,
      toString(sum(bitmapAndnotCardinality(now, was))) AS entered,
      toString(sum(bitmapAndnotCardinality(was, now))) AS left
    FROM (SELECT arrayJoin(${forCounts.segments}) AS segment) AS each
      LEFT JOIN (${forCounts.sql}) AS sides USING (segment)
      LEFT JOIN (
        SELECT ${forCounts.segments}[indexOf(${rules}, key)] AS segment, sum(bitmapCardinality(members)) AS after_rules
        FROM (
          SELECT key, chunk, groupBitmapMergeState(members) AS members
          FROM ${tables.runBitmaps}
          WHERE workspace = ${forCounts.workspace} AND run = ${forCounts.run} AND key IN ${rules}
          GROUP BY key, chunk
        )
        GROUP BY key
      ) AS rules USING (segment)
    GROUP BY segment`),
  };
}

/** `SELECT segment, chunk, now, was`: the members in scratch beside those of the last memberships. */
class Sides {
  readonly parameters = new Parameters();
  readonly workspace: string;
  readonly run: string;
  /** Array(UUID). */
  readonly segments: string;
  readonly sql: string;

  constructor(segments: readonly ComparedSegment[], input: PlanInput) {
    const ids = segments.map(({ definition }) => definition);
    this.workspace = this.parameters.named('workspace', 'UInt32', input.workspace);
    this.run = this.parameters.named('run', 'UInt64', input.run);
    this.segments = this.parameters.named('segments', 'Array(UUID)', ids);
    const keys = this.parameters.named('segment_keys', 'Array(String)', ids.map(scratchKeys.segment));
    this.sql = `SELECT segment, chunk, groupBitmapMergeStateIf(members, new) AS now, groupBitmapMergeStateIf(members, NOT new) AS was
      FROM (
        SELECT ${this.segments}[indexOf(${keys}, key)] AS segment, chunk, members, true AS new
        FROM ${tables.runBitmaps}
        WHERE workspace = ${this.workspace} AND run = ${this.run} AND key IN ${keys}
        UNION ALL
        SELECT segment, chunk, members, false AS new
        FROM ${tables.memberships}
        WHERE workspace = ${this.workspace} AND segment IN ${this.segments} AND (segment, chunk, run) IN (
          SELECT segment, chunk, max(run)
          FROM ${tables.memberships}
          WHERE workspace = ${this.workspace} AND segment IN ${this.segments} AND run < ${this.run}
          GROUP BY segment, chunk
        )
      )
      GROUP BY segment, chunk`;
  }
}
