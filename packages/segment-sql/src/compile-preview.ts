import {
  walkConditions,
  type Aggregate,
  type ConditionPath,
  type Metric,
  type Segment,
} from '@cutline/segment-definition';
import { compileBars } from './compile-bars.ts';
import { compileCondition } from './compile-condition.ts';
import { compileHistogram } from './compile-metric.ts';
import { Parameters } from './parameters.ts';
import { PreviewSources, publishedBitmaps, type PreviewInput } from './preview-sources.ts';
import type { Statement } from './statement.ts';

/** One statement that counts every rule of an unpublished segment. */
export interface SegmentPreview {
  /** Reads one row: see `SegmentPreviewRow`. */
  statement: Statement;
  /** Rules in the order of `counts`. */
  paths: ConditionPath[];
}

/** Counts are 64-bit integers as text. */
export interface SegmentPreviewRow {
  base: string;
  members: string;
  counts: string[];
  /** The first profiles among the members, at most ten. */
  sample: number[];
}

/** Counts of a segment and each of its rules, in one scan for each set of actions, writing nothing. */
export function compileSegmentPreview(segment: Segment, input: PreviewInput): SegmentPreview {
  const parameters = new Parameters();
  const sources = new PreviewSources(input, parameters);
  const nodes = [...walkConditions(segment.where)];
  const trees = nodes.map(([, node]) => compileCondition(node, sources));
  const statement = parameters.statement(`SELECT toString(bitmapCardinality(base)) AS base,
      toString(bitmapCardinality(nodes[1])) AS members,
      arrayMap(node -> toString(bitmapCardinality(node)), nodes) AS counts,
      bitmapToArray(bitmapSubsetLimit(nodes[1], 0, 10)) AS sample
    FROM (SELECT base, [${trees.join(', ')}] AS nodes FROM ${sources.from()})`);
  return { statement, paths: nodes.map(([path]) => path) };
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

/** Distribution of an aggregate over a population, and a metric's line in it; without a metric, of the active profiles. */
export function compileValuesPreview(aggregate: Aggregate, metric: Metric | null, input: PreviewInput): Statement {
  const parameters = new Parameters();
  const population = metric?.population ?? { type: 'active' as const };
  const histogram = compileHistogram({ population }, aggregate, publishedBitmaps(input, parameters), input, parameters);
  return parameters.statement(compileBars(histogram, metric));
}
