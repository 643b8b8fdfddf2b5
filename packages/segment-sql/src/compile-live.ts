import { tables } from '@cutline/clickhouse/tables';
import type { DefinitionId } from '@cutline/segment-definition';
import { compileLastMemberships, insertChanges, type ComparedSegment } from './compile-difference.ts';
import { somethingHappened } from './compile-touched.ts';
import { documentsOf, LiveSets, type Looked } from './live-sets.ts';
import { Parameters } from './parameters.ts';
import type { PlanInput } from './plan.ts';
import { isIn } from './profile-set.ts';
import { baseIds, scratchKeys } from './scratch.ts';
import type { Statement } from './statement.ts';
import { withinLimits } from './within-limits.ts';

/** To whom the same happened since an earlier run. */
export interface LookedRow {
  /** `touched`: something was said of them. `slid`: time passed. Empty in the row of everybody. */
  why: string;
  /** What it was: see `causes`. */
  cause: string;
  /** Their numbers, at most one more than were asked for; none in the row of everybody. */
  profiles: number[];
  /** How many they are. */
  count: string;
}

/** Reads rows `LookedRow`: those to whom something happened since an earlier run, by what it was, and a row of everybody. */
export function compileLooked(input: PlanInput, most: number): Statement {
  const parameters = new Parameters();
  const { touched, slid } = somethingHappened(documentsOf(input), input, input.earlier!, parameters);
  const limit = Math.trunc(most) + 1;
  return parameters.statement(`SELECT why, cause, if(grouping(cause) = 1, [], groupUniqArray(${limit})(profile)) AS profiles, toString(groupBitmap(profile)) AS count
    FROM (
      SELECT '${scratchKeys.touched}' AS why, profile, cause FROM (${touched})
      UNION ALL
      SELECT '${scratchKeys.slid}' AS why, profile, cause FROM (${slid})
    )
    GROUP BY GROUPING SETS ((why, cause), ())`);
}

/** A segment that a live run keeps right. */
export type LiveSegment = Pick<ComparedSegment, 'definition' | 'version'>;

/** Statements of a live run. All are safe to run again. */
export interface LiveStatements {
  /** Write entries and exits of those who are looked at to `membership_changes`. */
  changes: Statement[];
  /** Writes what changed of the base to `memberships`. */
  base: Statement;
}

/**
 * Statements that compare what segments say of those who are looked at with the last memberships. What a segment refers to has to be among the definitions;
 * a refinement is taken by where it cut in the run before: that others moved up or down is left to the next run.
 */
export function compileLive(segments: readonly LiveSegment[], looked: Looked, input: PlanInput): LiveStatements {
  return {
    changes: segments.length === 0 ? [] : withinLimits(segments, (group) => compileGroup(group, looked, input)),
    base: compileBaseOfLooked(looked, input),
  };
}

/** Reads rows `{ segment, entered, left }` of the segments in which somebody entered or left in a live run, once its changes are written. */
export function compileLiveCounts(segments: readonly DefinitionId[], { workspace, run }: PlanInput): Statement {
  const parameters = new Parameters();
  return parameters.statement(`SELECT segment, toString(countIf(change = 'entered')) AS entered, toString(countIf(change = 'left')) AS left
    FROM ${changesOf(segments, { workspace, run }, parameters)}
    GROUP BY segment`);
}

/** Statement that writes what the changes of a live run make of its segments' members to `memberships`. Safe to run again. */
export function compileLiveMemberships(segments: readonly DefinitionId[], input: PlanInput): Statement {
  const parameters = new Parameters();
  const changes = changesOf(segments, input, parameters);
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  const last = compileLastMemberships(
    parameters.named('segments', 'Array(UUID)', [...segments]),
    parameters.named('before', 'UInt64', input.earlier!.published + 1),
    workspace,
    `(SELECT bitShiftRight(profile, 16) FROM ${changes})`,
  );
  return parameters.statement(`INSERT INTO ${tables.memberships} (workspace, chunk, segment, run, members)
    SELECT ${workspace}, chunk, segment, ${parameters.named('run', 'UInt64', input.run)}, bitmapAndnot(bitmapOr(was, entered), gone)
    FROM (
      SELECT segment, chunk, groupBitmapMergeStateIf(members, change = 0) AS was,
        groupBitmapMergeStateIf(members, change = 1) AS entered, groupBitmapMergeStateIf(members, change = -1) AS gone
      FROM (
        SELECT segment, chunk, members, toInt8(0) AS change FROM (${last})
        UNION ALL
        SELECT segment, toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile) AS members, toInt8(change) AS change
        FROM ${changes}
        GROUP BY segment, chunk, change
      )
      GROUP BY segment, chunk
      HAVING countIf(change != 0) > 0
    )`);
}

/** The changes of some segments in a run: what stands behind FROM. */
function changesOf(
  segments: readonly DefinitionId[],
  { workspace, run }: Pick<PlanInput, 'workspace' | 'run'>,
  parameters: Parameters,
): string {
  return `${tables.membershipChanges}
      WHERE workspace = ${parameters.named('workspace', 'UInt32', workspace)}
        AND segment IN ${parameters.named('segments', 'Array(UUID)', [...segments])} AND run = ${parameters.named('run', 'UInt64', run)}`;
}

function compileGroup(group: readonly LiveSegment[], looked: Looked, input: PlanInput): Statement {
  const sets = new LiveSets(looked, input);
  const { parameters, workspace } = sets;
  const { from, columns } = sets.members(group.map(({ definition }) => definition));
  const ids = parameters.named(
    'segments',
    'Array(UUID)',
    group.map(({ definition }) => definition),
  );
  const version = parameters.named(
    'versions',
    'Array(UInt32)',
    group.map((each) => each.version),
  );
  // For an AND ClickHouse would hash all that stands below, for each side of it: a good part of what a small statement takes.
  const merged = sets.merged ? `change * (${isIn(sets.merged, 'changed')}) = -1, 'merged', ` : '';
  // The ids are mentioned once: each mention writes all of them into the statement.
  const items = `arrayZip(${ids}, [${group.map(({ definition }) => columns.get(definition)!).join(', ')}])`;
  const was = compileLastMemberships(ids, sets.before, workspace, sets.chunks);
  return parameters.statement(`${insertChanges}
    WITH ${sets.names.join(',\n      ')}
    SELECT ${workspace}, segment, ${sets.run}, changed, if(bitmapContains(now, changed), 1, -1) AS change, ${parameters.instant(input.asOf)}, ${version}[indexOf(${ids}, segment)],
      multiIf(${merged}${isIn(sets.touched, 'changed')}, 'new-events', 'time-passed')
    FROM (
      SELECT segment, groupBitmapMergeStateIf(members, new) AS now, groupBitmapMergeStateIf(members, NOT new) AS was
      FROM (
        SELECT item.1 AS segment, item.2 AS members, true AS new FROM (SELECT arrayJoin(${items}) AS item FROM ${from})
        UNION ALL
        SELECT segment, bitmapAnd(members, looked) AS members, false AS new FROM (${was})
      )
      GROUP BY segment
    )
    ARRAY JOIN bitmapToArray(bitmapXor(now, was)) AS changed`);
}

function compileBaseOfLooked(looked: Looked, input: PlanInput): Statement {
  const sets = new LiveSets(looked, input);
  const { parameters, names, workspace, run, before, chunks } = sets;
  const ids = parameters.named('bases', 'Array(UUID)', [baseIds.named, baseIds.everyone]);
  return parameters.statement(`INSERT INTO ${tables.memberships} (workspace, chunk, segment, run, members)
    WITH ${names.join(',\n      ')}
    SELECT ${workspace}, chunk, segment, ${run}, bitmapOr(bitmapAndnot(was, looked), fresh) AS now
    FROM (
      SELECT segment, chunk, groupBitmapMergeStateIf(members, new) AS fresh, groupBitmapMergeStateIf(members, NOT new) AS was
      FROM (
        SELECT segment, toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile) AS members, true AS new
        FROM (
          SELECT item.1 AS segment, arrayJoin(bitmapToArray(item.2)) AS profile
          FROM (SELECT arrayJoin([(${ids}[1], named), (${ids}[2], everyone)]) AS item FROM (${sets.base()}))
        )
        GROUP BY segment, chunk
        UNION ALL
        SELECT segment, chunk, members, false AS new FROM (${compileLastMemberships(ids, before, workspace, chunks)})
      )
      GROUP BY segment, chunk
    )
    WHERE bitmapCardinality(bitmapXor(now, was)) > 0`);
}
