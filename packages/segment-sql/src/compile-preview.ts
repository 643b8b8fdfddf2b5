import {
  walkConditions,
  type Aggregate,
  type ConditionPath,
  type Measure,
  type Metric,
  type ProfileValue,
  type Segment,
} from '@cutline/segment-definition';
import { compileBars } from './compile-bars.ts';
import { compileCondition } from './compile-condition.ts';
import { compileHistogram } from './compile-histogram.ts';
import { compileMetric } from './compile-metric.ts';
import { compileBoundary, compileKept, isRefined } from './compile-refinement.ts';
import { PreviewSets, PreviewSources, type PreviewInput } from './preview-sources.ts';
import { ProfileScan } from './profile-scan.ts';
import type { Statement } from './statement.ts';
import { valueText } from './value-text.ts';

/** Statements that count every rule of an unpublished segment. */
export interface SegmentPreview {
  /** Reads one row: see `SegmentPreviewRow`. */
  statement: Statement;
  /** Rules in the order of `counts`. */
  paths: ConditionPath[];
  /** For a segment with a refinement: `members` reads one row (see `RefinedPreviewRow`), `boundary` one `BoundaryRow` or none. */
  refined: { members: Statement; boundary: Statement } | null;
}

/** Counts are 64-bit integers as text. */
export interface SegmentPreviewRow {
  base: string;
  /** Those for whom the rules hold. */
  afterRules: string;
  counts: string[];
  /** The first profiles among them, at most ten. */
  sample: number[];
}

/** Those whom a refinement keeps. */
export interface RefinedPreviewRow {
  members: string;
  sample: number[];
}

/** Counts of a segment and each of its rules, in one scan for each set of actions, writing nothing. */
export function compileSegmentPreview(segment: Segment, input: PreviewInput): SegmentPreview {
  const sets = new PreviewSets(input);
  const sources = new PreviewSources(segment, input, sets);
  const nodes = [...walkConditions(segment.where)];
  const trees = nodes.map(([, node]) => compileCondition(node, sources));
  const statement = sets.statement(`SELECT toString(bitmapCardinality(base)) AS base,
      toString(bitmapCardinality(nodes[1])) AS afterRules,
      arrayMap(node -> toString(bitmapCardinality(node)), nodes) AS counts,
      arraySort(bitmapToArray(bitmapSubsetLimit(nodes[1], 0, 10))) AS sample
    FROM (SELECT base, [${trees.join(', ')}] AS nodes FROM ${sources.from()})`);
  return { statement, paths: nodes.map(([path]) => path), refined: compileRefinedPreview(segment, input) };
}

function compileRefinedPreview(segment: Segment, input: PreviewInput): SegmentPreview['refined'] {
  if (!isRefined(segment)) return null;
  const { definitions } = input;
  const forMembers = new PreviewSets(input);
  const kept = compileKept(segment, forMembers.rules(segment), definitions, forMembers.context);
  const forBoundary = new PreviewSets(input);
  const boundary = compileBoundary(segment, forBoundary.rules(segment), definitions, forBoundary.context);
  return {
    members: forMembers.statement(
      `SELECT toString(count()) AS members, arraySort(groupArraySorted(10)(profile)) AS sample FROM (${kept})`,
    ),
    boundary: forBoundary.statement(boundary),
  };
}

/** Values as text: decimals exactly. `bars` are `[from, to, profiles]`. */
export interface ValuesPreviewRow {
  value: string | null;
  profiles: string;
  below: string;
  on: string;
  above: string;
  least: string | null;
  greatest: string | null;
  mean: string | null;
  /** Profiles whose value is 0. */
  zero: string;
  bars: [string, string, string][];
}

/** Reads one row: see `MetricRow`. A metric outside of a run; what a formula takes is bound as thresholds. */
export function compileMetricPreview(metric: Metric, input: PreviewInput): Statement {
  const sets = new PreviewSets(input);
  return sets.statement(compileMetric(metric, sets, input.definitions, sets.context));
}

/** Reads rows `{ value, profiles }`, most frequent first, at most 20: the values of the active profiles as `valueText` gives them. */
export function compileCommonValues(aggregate: Aggregate, input: PreviewInput): Statement {
  const sets = new PreviewSets(input);
  const scan = new ProfileScan(sets.context);
  const value = valueText(scan.aggregate(aggregate));
  const active = scan.active(aggregate);
  return sets.statement(`SELECT ${value} AS value, toString(count()) AS profiles
    FROM ${scan.rows()}
    WHERE ${active} AND bitmapContains(${sets.base}, profile)
    GROUP BY value
    ORDER BY count() DESC, value
    LIMIT 20`);
}

/** Distribution of a numeric value over the active profiles; or as a metric over profiles' values says, with its line in it. */
export function compileValuesPreview(
  of: ProfileValue | Extract<Measure, { type: 'values' }>,
  input: PreviewInput,
): Statement {
  const sets = new PreviewSets(input);
  const measure = of.type === 'values' ? of : null;
  const value = of.type === 'values' ? of.of : of;
  const population = measure?.population ?? { type: 'active' };
  const histogram = compileHistogram(value, population, sets, input.definitions, sets.context);
  return sets.statement(compileBars(histogram, measure?.statistic ?? null));
}
