import { tables } from '@cutline/clickhouse/tables';
import {
  walkConditions,
  type Aggregate,
  type AggregateCondition,
  type ConditionPath,
  type Definitions,
  type Metric,
  type Segment,
} from '@cutline/segment-definition';
import { compileCondition } from './compile-condition.ts';
import { compileBars } from './compile-bars.ts';
import { compileDiffering, compileLeafBitmap, leafKey, leafOf, type Leaf } from './compile-leaf.ts';
import { compileHistogram, type PopulationSources } from './compile-metric.ts';
import { compileScan, scanKey } from './compile-scan.ts';
import { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';
import type { Statement } from './statement.ts';

/** What a preview takes from the last run: the run of each segment whose published members it refers to. */
export interface PreviewInput extends Evaluation {
  definitions: Definitions;
  /** Segment id → run to read its members at; a segment without one has no members yet. */
  heads: ReadonlyMap<string, number>;
}

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
  const published = publishedBitmaps(input, parameters);
  const leaves = new Map<string, { leaf: Leaf; column: string }>();
  const references = new Map<string, string>();
  const sources = {
    base: 'base',
    leaf: (condition: AggregateCondition) => {
      const leaf = leafOf(condition, input.definitions);
      const { column } = leaves.get(leafKey(leaf)) ?? { column: `l${leaves.size}` };
      leaves.set(leafKey(leaf), { leaf, column });
      return compileLeafBitmap(leaf, column, 'base', parameters);
    },
    segment: ({ segment: id }: { segment: string }) => {
      if (!references.has(id)) references.set(id, `s${references.size}`);
      return references.get(id)!;
    },
  };
  const nodes = [...walkConditions(segment.where)];
  const trees = nodes.map(([, node]) => compileCondition(node, sources));
  const from = [
    `(SELECT ${published.base} AS base)`,
    ...[...references].map(([id, column]) => `(SELECT ${published.segment(id)} AS ${column})`),
    ...[...Map.groupBy(leaves.values(), ({ leaf }) => scanKey(leaf.aggregate)).values()].map((group) => {
      const scan = compileScan(group.map(({ leaf }) => leaf.aggregate), input, parameters);
      const values = group.map((_, i) => `${scan.columns[i]!.value} AS v${i}`);
      const sets = group.map(({ leaf, column }, i) => `${compileDiffering(leaf, `v${i}`, parameters)} AS ${column}`);
      return `(SELECT ${sets.join(', ')} FROM (${scan.select(values)}))`;
    }),
  ];
  const statement = parameters.statement(`SELECT toString(bitmapCardinality(base)) AS base,
      toString(bitmapCardinality(nodes[1])) AS members,
      arrayMap(node -> toString(bitmapCardinality(node)), nodes) AS counts,
      bitmapToArray(bitmapSubsetLimit(nodes[1], 0, 10)) AS sample
    FROM (SELECT base, [${trees.join(', ')}] AS nodes FROM ${from.map((source, i) => `${source} AS source_${i}`).join(' CROSS JOIN ')})`);
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

/** Bitmaps out of what is published: known profiles, and members at the segments' heads. */
function publishedBitmaps(input: PreviewInput, parameters: Parameters): PopulationSources {
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  return {
    base: `(
      SELECT groupBitmapState(profile) FROM ${tables.knownProfiles}
      WHERE workspace = ${workspace} AND batch <= ${parameters.named('known', 'UInt64', input.known)}
    )`,
    segment: (id) => `(
      SELECT groupBitmapMergeState(members) FROM (${compileMembersAt(id, input.heads.get(id) ?? 0, workspace, parameters)})
    )`,
  };
}

/** `SELECT chunk, members`: a segment's state as of a run. */
export function compileMembersAt(segment: string, run: number, workspace: string, parameters: Parameters): string {
  return `SELECT chunk, members
        FROM ${tables.memberships}
        WHERE workspace = ${workspace} AND segment = ${parameters.add('segment', 'UUID', segment)} AND run <= ${parameters.add('run', 'UInt64', run)}
        ORDER BY chunk, run DESC
        LIMIT 1 BY chunk`;
}
