import { tables } from '@cutline/clickhouse/tables';
import { mergedNumbers } from './aliases.ts';
import { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';
import { baseIds, scratchKeys } from './scratch.ts';
import type { Statement } from './statement.ts';

/** A segment whose members stand in scratch. */
export interface ComparedSegment {
  definition: string;
  version: number;
  /** Where those for whom its rules hold stand in scratch. */
  rulesKey: string;
  /** Why members change to whom nothing happened. */
  reason: string;
  /** Whether what happened to somebody since an earlier run is why they change. */
  explained: boolean;
  /** Whether scratch only has those of its members who were looked at: the others are what they were. */
  patched: boolean;
}

/** What is compared with the last memberships. */
export interface Comparison extends Evaluation {
  /** Its scratch holds the members. */
  run: number;
  /** The number under which it is published. */
  published: number;
  /** When its changes happen: UTC milliseconds. */
  at: number;
  /** Whether scratch says to whom something happened since an earlier run. */
  noted: boolean;
  /** Whether scratch says whom live runs looked at since: they are left as they are. */
  held: boolean;
}

/** Statements that compare members in scratch with the last memberships, and write what differs. All are safe to run again. */
export interface Differences {
  /** Writes changed chunks to `memberships`. */
  memberships: Statement;
  /** Writes entries and exits to `membership_changes`. Who left because the profile counts for another one now has the reason `merged`. */
  changes: Statement;
  /** Reads a row for each segment: see `SegmentRow`. */
  counts: Statement;
}

export function compileDifferences(segments: readonly ComparedSegment[], comparison: Comparison): Differences {
  return {
    memberships: compileMemberships(segments, comparison),
    changes: compileChanges(segments, comparison),
    counts: compileCounts(segments, comparison),
  };
}

/** Writes what changed of the base, whose members nobody reads but the next run. */
export function compileBaseDifference(comparison: Comparison): Statement {
  return compileMemberships(
    [
      { definition: baseIds.named, key: scratchKeys.base(false) },
      { definition: baseIds.everyone, key: scratchKeys.base(true) },
    ],
    comparison,
  );
}

/**
 * `SELECT segment, chunk, members`: the last memberships of some segments before a run's number, of all chunks or of those in `chunks`; all are
 * expressions over constants.
 */
export function compileLastMemberships(segments: string, before: string, workspace: string, chunks?: string): string {
  const own = `workspace = ${workspace}${chunks ? ` AND chunk IN ${chunks}` : ''} AND segment IN ${segments}`;
  return `SELECT segment, chunk, members
        FROM ${tables.memberships}
        WHERE ${own} AND (segment, chunk, run) IN (
          SELECT segment, chunk, max(run)
          FROM ${tables.memberships}
          WHERE ${own} AND run < ${before}
          GROUP BY segment, chunk
        )`;
}

function compileMemberships(segments: readonly Compared[], comparison: Comparison): Statement {
  const sides = new Sides(segments, comparison);
  return sides.parameters.statement(`INSERT INTO ${tables.memberships} (workspace, chunk, segment, run, members)
    SELECT ${sides.workspace}, chunk, segment, ${sides.published}, now
    FROM (${sides.sql})
    WHERE bitmapCardinality(bitmapXor(now, was)) > 0`);
}

/**
 * Begins a statement that writes changes. None stands in it twice, so that they are not looked through for that while they are written; their index is made when parts are
 * merged. Each is a fifth of the work. Parts are as large as blocks in memory may be, not of a million rows: merging those meanwhile would be a third of it (decision 0027).
 */
export const insertChanges = `INSERT INTO ${tables.membershipChanges}
      (workspace, segment, run, profile, change, at, version, reason)
    SETTINGS optimize_on_insert = 0, materialize_skip_indexes_on_insert = 0, min_insert_block_size_rows = 0`;

function compileChanges(segments: readonly ComparedSegment[], comparison: Comparison): Statement {
  const sides = new Sides(segments, comparison);
  const { parameters } = sides;
  const array = (name: string, type: string, values: (string | number)[]): string =>
    `${parameters.named(name, `Array(${type})`, values as string[] | number[])}[indexOf(${sides.segments}, segment)]`;
  const version = array(
    'versions',
    'UInt32',
    segments.map((each) => each.version),
  );
  const given = array(
    'reasons',
    'String',
    segments.map((each) => each.reason),
  );
  const explained = array(
    'explained',
    'UInt8',
    segments.map((each) => Number(each.explained)),
  );
  const cases = [
    ...(comparison.hasAliases
      ? [`change = -1 AND changed IN (${mergedNumbers({ evaluation: comparison, parameters })})`, `'merged'`]
      : []),
    ...(comparison.noted
      ? [
          `${explained} AND bitmapContains(${sides.set(scratchKeys.touched)}, changed)`,
          `'new-events'`,
          `${explained} AND bitmapContains(${sides.set(scratchKeys.slid)}, changed)`,
          `'time-passed'`,
        ]
      : []),
  ];
  const reason = cases.length === 0 ? given : `multiIf(${cases.join(', ')}, ${given})`;
  // In the order of the table, so that they need not be sorted.
  return parameters.statement(`${insertChanges}
    SELECT ${sides.workspace}, segment, ${sides.published}, changed, if(bitmapContains(now, changed), 1, -1) AS change,
      ${parameters.instant(comparison.at)}, ${version}, ${reason}
    FROM (SELECT segment, now, was FROM (${sides.sql}) ORDER BY segment, chunk)
    ARRAY JOIN bitmapToArray(bitmapXor(now, was)) AS changed`);
}

function compileCounts(segments: readonly ComparedSegment[], comparison: Comparison): Statement {
  const sides = new Sides(segments, comparison);
  const rules = sides.parameters.named(
    'rules',
    'Array(String)',
    segments.map(({ rulesKey }) => rulesKey),
  );
  // What is computed for some only ranks nobody: all for whom the rules hold are members.
  const patched = sides.patched(segments);
  const explaining = comparison.noted ? sides.looked() : 'bitmapAndnot(was, was)';
  return sides.parameters.statement(`SELECT segment,
      toString(${patched ? `if(${patched}, sum(bitmapCardinality(now)), any(after_rules))` : 'any(after_rules)'}) AS afterRules,
      toString(sum(bitmapCardinality(now))) AS members,
      toString(sum(bitmapAndnotCardinality(now, was))) AS entered,
      toString(sum(bitmapAndnotCardinality(was, now))) AS left,
      toString(sum(bitmapAndnotCardinality(bitmapXor(now, was), ${explaining}))) AS unexplained
    FROM (SELECT arrayJoin(${sides.segments}) AS segment) AS each
      LEFT JOIN (${sides.sql}) AS sides USING (segment)
      LEFT JOIN (
        SELECT ${sides.segments}[indexOf(${rules}, key)] AS segment, sum(bitmapCardinality(members)) AS after_rules
        FROM (
          SELECT key, chunk, groupBitmapMergeState(members) AS members
          FROM ${tables.runBitmaps}
          WHERE workspace = ${sides.workspace} AND run = ${sides.run} AND key IN ${rules}
          GROUP BY key, chunk
        )
        GROUP BY key
      ) AS rules USING (segment)
    GROUP BY segment`);
}

/** What stands in scratch under a key, and is a segment's or the base. */
interface Compared {
  definition: string;
  key?: string;
  patched?: boolean;
}

/** `SELECT segment, chunk, now, was`: the members in scratch beside those of the last memberships. */
class Sides {
  readonly parameters = new Parameters();
  readonly workspace: string;
  readonly run: string;
  readonly published: string;
  /** Array(UUID). */
  readonly segments: string;
  readonly sql: string;

  constructor(segments: readonly Compared[], comparison: Comparison) {
    const ids = segments.map(({ definition }) => definition);
    this.workspace = this.parameters.named('workspace', 'UInt32', comparison.workspace);
    this.run = this.parameters.named('run', 'UInt64', comparison.run);
    this.published = this.parameters.named('published', 'UInt64', comparison.published);
    this.segments = this.parameters.named('segments', 'Array(UUID)', ids);
    const keys = this.parameters.named(
      'segment_keys',
      'Array(String)',
      segments.map(({ definition, key }) => key ?? scratchKeys.segment(definition)),
    );
    const sides = `SELECT segment, chunk, groupBitmapMergeStateIf(members, new) AS fresh, groupBitmapMergeStateIf(members, NOT new) AS was
      FROM (
        SELECT ${this.segments}[indexOf(${keys}, key)] AS segment, chunk, members, true AS new
        FROM ${tables.runBitmaps}
        WHERE workspace = ${this.workspace} AND run = ${this.run} AND key IN ${keys}
        UNION ALL
        SELECT segment, chunk, members, false AS new
        FROM (${compileLastMemberships(this.segments, this.published, this.workspace)})
      )
      GROUP BY segment, chunk`;
    // Of whom a run does not speak the members are what they were.
    const now = this.#now(segments, comparison);
    this.sql = `SELECT segment, chunk, ${now} AS now, was FROM (${sides})`;
  }

  #now(segments: readonly Compared[], { held }: Comparison): string {
    const patched = this.patched(segments);
    const fresh = patched
      ? `if(${patched}, bitmapOr(bitmapAnd(fresh, ${this.looked()}), bitmapAndnot(was, ${this.looked()})), fresh)`
      : 'fresh';
    if (!held) return fresh;
    const kept = this.set(scratchKeys.held);
    return `bitmapOr(bitmapAndnot(${fresh}, ${kept}), bitmapAnd(was, ${kept}))`;
  }

  /** UInt8: whether scratch has only some members of the segment at hand; undefined where it has all of each. */
  patched(segments: readonly Compared[]): string | undefined {
    const ids = segments.flatMap(({ definition, patched }) => (patched ? [definition] : []));
    return ids.length === 0 ? undefined : `segment IN ${this.parameters.named('patched', 'Array(UUID)', ids)}`;
  }

  /** Those to whom something happened. */
  looked(): string {
    return `bitmapOr(${this.set(scratchKeys.touched)}, ${this.set(scratchKeys.slid)})`;
  }

  /** The whole bitmap of a key in scratch; a member of the chunk at hand is in it where it is in the chunk's. */
  set(key: string): string {
    return `(SELECT groupBitmapMergeState(members) FROM ${tables.runBitmaps} WHERE workspace = ${this.workspace} AND run = ${this.run} AND key = ${this.parameters.add('set', 'String', key)})`;
  }
}
