import { tables } from '@cutline/clickhouse/tables';
import type { AggregateCondition, Segment } from '@cutline/segment-definition';
import { compileCondition } from './compile-condition.ts';
import { compileLeafBitmap, type Leaf } from './compile-leaf.ts';
import { Parameters } from './parameters.ts';
import type { PlanInput, SegmentStep } from './plan.ts';
import { scratchKeys } from './scratch.ts';
import type { Statement } from './statement.ts';

/** Statement that writes a segment's members to scratch, chunk by chunk, from leaves and segments that are there. */
export function compileSegment(
  id: string,
  segment: Segment,
  leafOf: (condition: AggregateCondition) => { leaf: Leaf; key: string },
  input: PlanInput,
): Statement {
  const parameters = new Parameters();
  const columns = new Map<string, string>();
  const column = (key: string): string => {
    if (!columns.has(key)) columns.set(key, `b${columns.size}`);
    return columns.get(key)!;
  };
  const base = column(scratchKeys.base);
  const tree = compileCondition(segment.where, {
    base,
    leaf: (condition) => {
      const { leaf, key } = leafOf(condition);
      return compileLeafBitmap(leaf, column(key), base, parameters);
    },
    segment: (condition) => column(scratchKeys.segment(condition.segment)),
  });
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  const run = parameters.named('run', 'UInt64', input.run);
  const keys = [...columns].map(([key, name]) => {
    return `groupBitmapMergeStateIf(members, key = ${parameters.add('key', 'String', key)}) AS ${name}`;
  });
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${workspace}, ${run}, ${parameters.named('segment_key', 'String', scratchKeys.segment(id))}, chunk, ${tree}
    FROM (
      SELECT chunk, ${keys.join(', ')}
      FROM ${tables.runBitmaps}
      WHERE workspace = ${workspace} AND run = ${run} AND key IN ${parameters.named('keys', 'Array(String)', [...columns.keys()])}
      GROUP BY chunk
    )`);
}

/** Statements that compare the members in scratch with the last membership, and write what differs. */
export function compileDifference(
  id: string,
  version: number,
  input: PlanInput,
): Omit<SegmentStep['statements'], 'compute'> {
  const build = (
    write: (names: {
      workspace: string;
      segment: string;
      run: string;
      asOf: string;
      version: string;
      reason: string;
      sides: string;
    }) => string,
    withReason = false,
  ): Statement => {
    const parameters = new Parameters();
    const workspace = parameters.named('workspace', 'UInt32', input.workspace);
    const run = parameters.named('run', 'UInt64', input.run);
    const segment = parameters.named('segment', 'UUID', id);
    const key = parameters.named('segment_key', 'String', scratchKeys.segment(id));
    const sides = `SELECT chunk, groupBitmapMergeStateIf(members, new) AS now, groupBitmapMergeStateIf(members, NOT new) AS was
      FROM (
        SELECT chunk, members, true AS new
        FROM ${tables.runBitmaps}
        WHERE workspace = ${workspace} AND run = ${run} AND key = ${key}
        UNION ALL
        SELECT chunk, members, false AS new
        FROM (
          SELECT chunk, members
          FROM ${tables.memberships}
          WHERE workspace = ${workspace} AND segment = ${segment} AND run < ${run}
          ORDER BY chunk, run DESC
          LIMIT 1 BY chunk
        )
      )
      GROUP BY chunk`;
    const names = { workspace, segment, run, sides, asOf: '', version: '', reason: '' };
    if (withReason) {
      names.asOf = parameters.instant(input.asOf);
      names.version = parameters.named('version', 'UInt32', version);
      names.reason = '{reason:String}';
    }
    return parameters.statement(write(names));
  };
  return {
    memberships: build(
      ({
        workspace,
        segment,
        run,
        sides,
      }) => `INSERT INTO ${tables.memberships} (workspace, chunk, segment, run, members)
    SELECT ${workspace}, chunk, ${segment}, ${run}, now
    FROM (${sides})
    WHERE bitmapCardinality(bitmapXor(now, was)) > 0`,
    ),
    changes: build(
      ({ workspace, segment, run, sides, asOf, version, reason }) => `INSERT INTO ${tables.membershipChanges}
      (workspace, segment, run, profile, change, at, version, reason)
    SELECT ${workspace}, ${segment}, ${run}, changed.1, changed.2, ${asOf}, ${version}, ${reason}
    FROM (${sides})
    ARRAY JOIN arrayConcat(
      arrayMap(profile -> (profile, 1), bitmapToArray(bitmapAndnot(now, was))),
      arrayMap(profile -> (profile, -1), bitmapToArray(bitmapAndnot(was, now)))
    ) AS changed`,
      true,
    ),
    counts: build(
      ({ sides }) => `SELECT toString(sum(bitmapCardinality(now))) AS members,
      toString(sum(bitmapAndnotCardinality(now, was))) AS entered,
      toString(sum(bitmapAndnotCardinality(was, now))) AS left
    FROM (${sides})`,
    ),
  };
}
