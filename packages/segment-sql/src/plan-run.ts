import { tables } from '@cutline/clickhouse/tables';
import {
  topologicalOrder,
  walkConditions,
  walkFormula,
  type Definition,
  type DefinitionId,
  type Definitions,
  type Metric,
  type Segment,
} from '@cutline/segment-definition';
import { ownedRows } from './aliases.ts';
import { compileDifference } from './compile-difference.ts';
import { metricsOf, scanKey } from './compile-leaf.ts';
import { compileLeaves } from './compile-leaves.ts';
import { compileMetric } from './compile-metric.ts';
import { isRefined } from './compile-refinement.ts';
import { compileSegment } from './compile-segment.ts';
import { leafMeaning, type Leaf } from './meaning.ts';
import { Parameters } from './parameters.ts';
import type { BaseStep, MetricStep, Plan, PlanInput, SegmentStep, Step } from './plan.ts';
import { scratchBitmaps, scratchKeys } from './scratch.ts';

/** A leaf of one or more segments, and where its set stands in scratch. */
export interface PlannedLeaf {
  leaf: Leaf;
  key: string;
  usedBy: DefinitionId[];
}

/** By what they mean: see `leafMeaning`. */
type PlannedLeaves = ReadonlyMap<string, PlannedLeaf>;

/**
 * The steps that bring every definition up to (asOf, known). Definitions must be valid. Metrics come as soon as what they need is
 * there, leaves as soon as their thresholds are, so that leaves that look at the same data share a scan.
 */
export function planRun(input: PlanInput): Plan {
  const documents = new Map([...input.definitions].map(([id, { document }]) => [id, document] as const));
  const order = topologicalOrder(documents);
  const leaves = collectLeaves(order, documents);
  const done = new Set<string>();
  const steps: Step[] = [baseStep(input, order)];
  let waiting = order.filter((id) => ['metric', 'segment'].includes(documents.get(id)!.kind));

  while (waiting.length > 0) {
    const metrics = waiting.filter((id) => {
      const document = documents.get(id)!;
      if (document.kind !== 'metric' || !needsOfMetric(document).every((need) => done.has(need))) return false;
      done.add(id);
      steps.push(metricStep(id, document, documents, input));
      return true;
    });

    const ready = [...leaves.values()].filter(
      ({ leaf, key }) => !done.has(key) && metricsOf(leaf).every((metric) => done.has(metric)),
    );
    for (const group of Map.groupBy(ready, ({ leaf }) => scanKey(leaf, documents)).values())
      steps.push(compileLeaves(group, documents, input));
    ready.forEach(({ key }) => done.add(key));

    const segments = waiting.filter((id) => {
      const document = documents.get(id)!;
      if (document.kind !== 'segment') return false;
      if (!needsOfSegment(document, documents, leaves).every((need) => done.has(need))) return false;
      done.add(id);
      steps.push(segmentStep(id, document, documents, leaves, input));
      return true;
    });
    waiting = waiting.filter((id) => !done.has(id));
    if (metrics.length + segments.length + ready.length === 0)
      throw new Error(`Cannot plan ${waiting.join(', ')}: a definition they need is missing`);
  }
  return { steps };
}

function collectLeaves(order: DefinitionId[], documents: Definitions): PlannedLeaves {
  const leaves = new Map<string, PlannedLeaf>();
  for (const id of order) {
    const document = documents.get(id)!;
    if (document.kind !== 'segment') continue;
    for (const leaf of leavesOf(document)) {
      const meaning = leafMeaning(leaf, documents);
      const known = leaves.get(meaning) ?? { leaf, key: scratchKeys.leaf(leaves.size), usedBy: [] };
      if (!known.usedBy.includes(id)) known.usedBy.push(id);
      leaves.set(meaning, known);
    }
  }
  return leaves;
}

/** The conditions of a segment that are about profiles' own values. */
function leavesOf(segment: Segment): Leaf[] {
  return [...walkConditions(segment.where)].flatMap(([, node]) =>
    node.type === 'all' || node.type === 'any' || node.type === 'not' || node.type === 'segment' ? [] : [node],
  );
}

function needsOfMetric({ measure }: Metric): DefinitionId[] {
  if (measure.type === 'formula')
    return [...walkFormula(measure.formula)].flatMap(([, node]) => (node.type === 'metric' ? [node.metric] : []));
  return measure.population.type === 'segment' ? [measure.population.segment] : [];
}

function needsOfSegment(segment: Segment, documents: Definitions, leaves: PlannedLeaves): string[] {
  return [
    ...leavesOf(segment).map((leaf) => leaves.get(leafMeaning(leaf, documents))!.key),
    ...[...walkConditions(segment.where)].flatMap(([, node]) => (node.type === 'segment' ? [node.segment] : [])),
  ];
}

function baseStep(input: PlanInput, order: DefinitionId[]): BaseStep {
  const parameters = new Parameters();
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  const { from, profile } = ownedRows(tables.identifiers, tables.identifiers, { evaluation: input, parameters });
  const statement = parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${workspace}, ${parameters.named('run', 'UInt64', input.run)}, base.1, chunk, base.2
    FROM (
      SELECT toUInt16(bitShiftRight(${profile}, 16)) AS chunk,
        groupBitmapStateIf(${profile}, kind != 'anonymousId') AS named, groupBitmapState(${profile}) AS everyone
      FROM ${from}
      WHERE workspace = ${workspace} AND batch <= ${parameters.named('known', 'UInt64', input.known)}
      GROUP BY chunk
    )
    ARRAY JOIN [('${scratchKeys.base(false)}', named), ('${scratchKeys.base(true)}', everyone)] AS base`);
  return { kind: 'base', title: 'Known profiles', definitions: order, statement };
}

function metricStep(id: DefinitionId, metric: Metric, documents: Definitions, input: PlanInput): MetricStep {
  const parameters = new Parameters();
  const sources = scratchBitmaps(input, parameters);
  const statement = parameters.statement(compileMetric(metric, sources, documents, { evaluation: input, parameters }));
  const { version } = input.definitions.get(id)!;
  return { kind: 'metric', title: metric.name, definition: id, version, definitions: [id], statement };
}

function segmentStep(
  id: DefinitionId,
  segment: Segment,
  documents: ReadonlyMap<DefinitionId, Definition>,
  leaves: PlannedLeaves,
  input: PlanInput,
): SegmentStep {
  const { version } = input.definitions.get(id)!;
  const keyOf = (leaf: Leaf): string => leaves.get(leafMeaning(leaf, documents))!.key;
  const rulesKey = isRefined(segment) ? scratchKeys.rules(id) : scratchKeys.segment(id);
  const statements = {
    ...compileSegment(id, segment, keyOf, documents, input),
    ...compileDifference(id, version, rulesKey, input),
  };
  return { kind: 'segment', title: segment.name, definition: id, version, definitions: [id], statements };
}
