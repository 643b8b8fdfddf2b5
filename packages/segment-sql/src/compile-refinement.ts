import {
  inheritedFilter,
  type Aggregate,
  type Definition,
  type DefinitionId,
  type Definitions,
  type Refinement,
  type Segment,
} from '@cutline/segment-definition';
import { tables } from '@cutline/clickhouse/tables';
import { ownedRows } from './aliases.ts';
import { aggregatesUnder, compileProfileValue } from './compile-profile-value.ts';
import { ProfileScan } from './profile-scan.ts';
import { numbersIn, type ProfileSet } from './profile-set.ts';
import type { SqlContext } from './sql-context.ts';

/** Where a refinement cut: the value of the last one kept; how many were beyond it, and how many of those on it were kept. */
export interface Cut {
  line: string | null;
  above: number;
  kept: number;
}

/** A segment with a refinement. */
export type RefinedSegment = Segment & { refine: Refinement };

export function isRefined(segment: Segment): segment is RefinedSegment {
  return segment.refine !== undefined;
}

/** `SELECT profile`: those whom a refinement keeps, of the bitmap of those for whom the rules hold. */
export function compileKept(
  segment: RefinedSegment,
  rules: string,
  definitions: Definitions,
  context: SqlContext,
): string {
  return `SELECT profile FROM (${compileRanking(segment, rules, definitions, context)}) WHERE is_kept`;
}

/** What is known of a refinement from the run before. */
export interface Known {
  /** Those who are looked at. */
  among: ProfileSet;
  /** Bitmap of the last members. */
  members: string;
  /** Those of them for whom other numbers count than timelines know; null where there are none. */
  moved: ProfileSet | null;
  definitions: Definitions;
  context: SqlContext;
}

/**
 * `SELECT profile`: those who are beyond the line of an earlier run, or on it where ties are included, or on it and members; everyone with a
 * value where there was room for more. Whether the segment's rules hold for them is not asked.
 */
export function compileKeptByLine(
  segment: RefinedSegment,
  cut: Cut | null,
  { among, members, moved, definitions, context }: Known,
): string {
  const { refine } = segment;
  const scan = new ProfileScan(context, { among, moved });
  const value = compileProfileValue(refine.by, scan, rankedDefinitions(segment, definitions), context).sql;
  const hadRoom =
    cut === null || cut.line === null || (refine.take.type === 'count' && cut.above + cut.kept < refine.take.count);
  const ranked = `SELECT profile, ${value} AS value FROM ${everyoneIn(among)}${scan.joins()}`;
  if (hadRoom) return `SELECT profile FROM (${ranked}) WHERE isNotNull(value)`;
  const line = `toDecimal128(${context.parameters.add('line', 'String', cut.line!)}, 8)`;
  const level = refine.ties.type === 'include' ? '1' : `bitmapContains(${members}, profile)`;
  return `SELECT profile FROM (${ranked}) WHERE ifNull(value ${refine.keep === 'top' ? '>' : '<'} ${line} OR (value = ${line} AND ${level}), 0)`;
}

/** One row of `BoundaryRow`: where the line of a refinement is. */
export function compileBoundary(
  segment: RefinedSegment,
  rules: string,
  definitions: Definitions,
  context: SqlContext,
): string {
  const top = segment.refine.keep === 'top';
  const ranking = compileRanking(segment, rules, definitions, context);
  return `SELECT toString(edge) AS line,
      toString(countIf(ifNull(value ${top ? '>' : '<'} edge, 0))) AS above,
      toString(countIf(ifNull(value = edge, 0))) AS level,
      toString(countIf(ifNull(value = edge, 0) AND is_kept)) AS kept
    FROM (
      SELECT value, is_kept, ${top ? 'minIf' : 'maxIf'}(toNullable(value), is_kept) OVER () AS edge
      FROM (${ranking})
    )
    GROUP BY edge`;
}

/** `SELECT profile, value, is_kept`: everyone who has a value. */
function compileRanking(segment: RefinedSegment, rules: string, definitions: Definitions, context: SqlContext): string {
  const { refine } = segment;
  const ranked = rankedDefinitions(segment, definitions);
  const scan = new ProfileScan(context, { among: { bitmap: rules } });
  const value = compileProfileValue(refine.by, scan, ranked, context).sql;
  const direction = refine.keep === 'top' ? 'DESC' : 'ASC';
  const many =
    refine.take.type === 'count'
      ? context.parameters.add('count', 'UInt64', refine.take.count)
      : `intDiv(ranked * ${context.parameters.add('share', 'UInt64', Math.round(refine.take.percent * 10_000))} + 999999, 1000000)`;
  const { ties } = refine;
  if (ties.type === 'include') {
    return `SELECT profile, value, standing <= ${many} AS is_kept
      FROM (
        SELECT profile, value, rank() OVER (ORDER BY value ${direction}) AS standing, count() OVER () AS ranked
        FROM (
          SELECT profile, ${value} AS value
          FROM ${everyoneIn({ bitmap: rules })}${scan.joins()}
        )
        WHERE isNotNull(value)
      )`;
  }
  const second = ties.thenBy ? compileProfileValue(ties.thenBy, scan, ranked, context).sql : '0';
  return `SELECT profile, value, place <= ${many} AS is_kept
    FROM (
      SELECT profile, value, count() OVER () AS ranked, row_number() OVER (
        ORDER BY value ${direction}, second ${direction} NULLS LAST, custom_id = '', custom_id, lowest, profile
      ) AS place
      FROM (
        SELECT profile, ${value} AS value, ${second} AS second, custom_id, lowest
        FROM ${everyoneIn({ bitmap: rules })}${scan.joins()} LEFT JOIN (${namesOf(rules, context)}) AS names USING (profile)
      )
      WHERE isNotNull(value)
    )`;
}

function everyoneIn(set: ProfileSet): string {
  return `(SELECT arrayJoin(${numbersIn(set)}) AS profile) AS everyone`;
}

/** What level profiles are ordered by. */
function namesOf(rules: string, context: SqlContext): string {
  const { evaluation, parameters } = context;
  const { from, profile, selected } = ownedRows(tables.identifiers, tables.identifiers, context);
  return `SELECT ${selected}, minIf(value, kind = 'customId') AS custom_id, min(value) AS lowest
    FROM ${from}
    WHERE workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}
      AND batch <= ${parameters.named('known', 'UInt64', evaluation.known)} AND bitmapContains(${rules}, ${profile})
    GROUP BY profile`;
}

/** The definitions, with the aggregates that a refinement ranks by as it counts them: in its window, with the rules' filters. */
export function rankedDefinitions({ refine, where }: RefinedSegment, definitions: Definitions): Definitions {
  const values = [refine.by, ...(refine.ties.type === 'exact' && refine.ties.thenBy ? [refine.ties.thenBy] : [])];
  const ranked = new Map<DefinitionId, Definition>(definitions);
  for (const [id, aggregate] of values.flatMap((value) => aggregatesUnder(value, definitions))) {
    const inherited = refine.inheritFilters ? inheritedFilter(where, aggregate.actions, definitions) : null;
    const filters = [aggregate.filter, inherited].filter((each) => !!each);
    const asRanked: Aggregate = { ...aggregate, window: refine.window ?? aggregate.window };
    if (filters.length > 0) asRanked.filter = filters.length === 1 ? filters[0]! : { type: 'all', of: filters };
    ranked.set(id, asRanked);
  }
  return ranked;
}
