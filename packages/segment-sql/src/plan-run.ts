import {
  referencesOf,
  topologicalOrder,
  walkConditions,
  walkFormula,
  type Aggregate,
  type Definition,
  type DefinitionId,
  type Definitions,
  type Metric,
  type Segment,
} from '@cutline/segment-definition';
import { compileBase, compileKept } from './compile-base.ts';
import { metricsOf } from './compile-leaf.ts';
import { leavesStep } from './compile-leaves.ts';
import { compileMetrics, metricsKey, type NamedMetric } from './compile-metrics.ts';
import { isRefined, rankedDefinitions } from './compile-refinement.ts';
import { compileRefined, compileRules, type NamedSegment } from './compile-segment.ts';
import { compileTouched } from './compile-touched.ts';
import { leafMeaning, type Leaf } from './meaning.ts';
import { Parameters } from './parameters.ts';
import { collectLeaves, type PlannedLeaves } from './planned-leaves.ts';
import type {
  BaseStep,
  Earlier,
  MetricsStep,
  Plan,
  PlanInput,
  SegmentsStep,
  Step,
  TimelinesStep,
  TouchedStep,
} from './plan.ts';
import { scanOf } from './scan-of.ts';
import { scratchBitmaps, scratchKeys } from './scratch.ts';
import type { Statement } from './statement.ts';
import { aggregatesIn } from './stream.ts';
import { timelineOf } from './timeline-of.ts';
import { withinLimits } from './within-limits.ts';
import { alwaysWhole, leavesOf, metricsAround, referred } from './whole-segments.ts';

/** Segments that a step computes at most: its statements name all of them. */
const segmentsOfStep = 100;
/** Segments of a step that refer to one another in a row: each is a level of its statement, of which ClickHouse takes a hundred. */
const levelsOfStep = 50;
/** Metrics of a step at most: each has a column in its scan. */
const metricsOfStep = 20;

/**
 * The steps that bring every definition up to (asOf, known). Definitions must be valid. Metrics come as soon as what they need is
 * there, leaves as soon as their thresholds are, so that leaves that look at the same data share a scan. In a due run leaves wait until it can be
 * said for whom they are computed: until all metrics of the segments that use them are there. What can be computed at the same time is in one wave.
 */
export function planRun(input: PlanInput): Plan {
  const { scope = 'full' } = input;
  if (scope === 'due' && !input.earlier) throw new Error('Nothing was published that a due run could build upon');
  const documents = new Map([...input.definitions].map(([id, { document }]) => [id, document] as const));
  const order = topologicalOrder(documents);
  const leaves = collectLeaves(order, documents);
  const always = scope === 'due' ? alwaysWhole(order, documents) : new Set<DefinitionId>();
  const done = new Set<string>();
  const waves: Step[][] = [...beginning(input, documents, order)];
  let waiting = order.filter((id) => ['metric', 'segment'].includes(documents.get(id)!.kind));

  while (waiting.length > 0) {
    const metrics = readyMetrics(waiting, documents, done);
    if (metrics.length > 0)
      waves.push(groupedMetrics(metrics, documents, input).map((group) => metricsStep(group, documents, input)));
    metrics.forEach(({ id }) => done.add(id));
    waiting = waiting.filter((id) => !done.has(id));
    // What others are made of may be there now.
    if (metrics.length > 0) continue;

    const ready = [...leaves.values()].filter((leaf) => {
      const needed = scope === 'due' ? metricsAround(leaf, documents, always) : metricsOf(leaf.leaf);
      return !done.has(leaf.key) && needed.every((metric) => done.has(metric));
    });
    const scans = [...Map.groupBy(ready, ({ leaf }) => scanOf(leaf, documents, input).key).values()];
    if (scans.length > 0) waves.push(scans.map((group) => leavesStep(group, documents, input)));
    ready.forEach(({ key }) => done.add(key));

    const segments = readySegments(waiting, documents, leaves, done);
    for (const wave of wavesOfSegments(segments))
      waves.push(wave.map((group) => segmentsStep(group, documents, leaves, input)));
    waiting = waiting.filter((id) => !done.has(id));
    if (segments.length + ready.length === 0)
      throw new Error(`Cannot plan ${waiting.join(', ')}: a definition they need is missing`);
  }
  return { steps: waves.flat(), waves: waves.flatMap((steps, wave) => steps.map(() => wave)), always };
}

/** What metrics and segments build upon: the base, for which it has to be known to whom something happened, where a run builds upon another. */
function beginning(input: PlanInput, documents: Definitions, order: DefinitionId[]): Step[][] {
  const timelines = timelineSteps(input, documents);
  const base = baseStep(input, order);
  return input.earlier
    ? [[...timelines, touchedStep(input, documents, input.earlier)], [base]]
    : [[...timelines, base]];
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

function timelineSteps(input: PlanInput, documents: Definitions): TimelinesStep[] {
  const { behind = [] } = input;
  if (behind.length === 0) return [];
  const streams = behind.map(({ number }) => number);
  const actions = [...new Set(behind.flatMap(({ stream }) => stream.actions))].sort();
  return [
    {
      kind: 'timelines',
      title: `New events of ${actions.join(', ')}`,
      definitions: [...documents]
        .filter(([, document]) => document.kind === 'metric' || document.kind === 'segment')
        .filter(([, document]) =>
          aggregatesRead(document, documents).some((each) =>
            streams.includes(timelineOf(each, input)?.stored.number ?? NaN),
          ),
        )
        .map(([id]) => id),
      streams,
    },
  ];
}

/** What has to be read for a definition: a refinement counts in its own window, with the rules' filters. */
function aggregatesRead(document: Definition, documents: Definitions): Aggregate[] {
  const ranked = document.kind === 'segment' && isRefined(document) ? rankedDefinitions(document, documents) : null;
  return [...aggregatesBelow(document, documents), ...(ranked ? aggregatesBelow(document, ranked) : [])];
}

/** What a definition counts, itself or through aggregates and expressions. */
function* aggregatesBelow(document: Definition, documents: Definitions): Generator<Aggregate> {
  yield* aggregatesIn(document);
  for (const { id, kind } of referencesOf(document))
    if (kind === 'aggregate' || kind === 'expression') yield* aggregatesBelow(documents.get(id)!, documents);
}

function touchedStep(input: PlanInput, documents: Definitions, earlier: Earlier): TouchedStep {
  return {
    kind: 'touched',
    title: 'Profiles that something happened to',
    definitions: [...documents.keys()],
    statement: compileTouched(documents, input, earlier),
  };
}

function baseStep(input: PlanInput, order: DefinitionId[]): BaseStep {
  return { kind: 'base', title: 'Known profiles', definitions: order, statements: compileBase(input) };
}

function readyMetrics(waiting: DefinitionId[], documents: Definitions, done: ReadonlySet<string>): NamedMetric[] {
  return waiting.flatMap((id) => {
    const metric = documents.get(id)!;
    return metric.kind === 'metric' && needsOfMetric(metric).every((need) => done.has(need)) ? [{ id, metric }] : [];
  });
}

/** Metrics that one scan serves stand together. */
function groupedMetrics(metrics: NamedMetric[], documents: Definitions, input: PlanInput): NamedMetric[][] {
  const context = { evaluation: input, parameters: new Parameters() };
  const groups = Map.groupBy(metrics, ({ id, metric }) => metricsKey(metric, documents, context) ?? id);
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / metricsOfStep) }, (_, part) =>
      group.slice(part * metricsOfStep, (part + 1) * metricsOfStep),
    ),
  );
}

function metricsStep(group: readonly NamedMetric[], documents: Definitions, input: PlanInput): MetricsStep {
  const parameters = new Parameters();
  const sources = scratchBitmaps(input, parameters);
  const statement = parameters.statement(compileMetrics(group, sources, documents, { evaluation: input, parameters }));
  return {
    kind: 'metrics',
    title: titleOf(
      group.map(({ metric }) => metric.name),
      'metrics',
    ),
    definitions: group.map(({ id }) => id),
    statement,
    only: (definitions) =>
      metricsStep(
        group.filter(({ id }) => definitions.includes(id)),
        documents,
        input,
      ),
  };
}

/**
 * The segments that can be computed together now, in an order in which each finds what it needs; they count as done from now on. One that
 * refers to a segment with a refinement has to wait for its step.
 */
function readySegments(
  waiting: DefinitionId[],
  documents: Definitions,
  leaves: PlannedLeaves,
  done: Set<string>,
): NamedSegment[] {
  const ready = new Map<DefinitionId, Segment>();
  for (const id of waiting) {
    const document = documents.get(id)!;
    if (document.kind !== 'segment') continue;
    const needs = needsOfSegment(document, documents, leaves);
    const fits = needs.every((need) => {
      const together = ready.get(need);
      return together ? !isRefined(together) : done.has(need);
    });
    if (fits) ready.set(id, document);
  }
  for (const id of ready.keys()) done.add(id);
  return [...ready].map(([id, segment]) => ({ id, segment }));
}

/**
 * Groups of segments that can be computed together, those that refer to none of the others first. A group is in the wave after the last one that it needs something
 * of: a few segments stay together, of many most groups are in the first wave.
 */
function wavesOfSegments(segments: readonly NamedSegment[]): NamedSegment[][][] {
  const depths = new Map<DefinitionId, number>();
  for (const { id, segment } of segments)
    depths.set(id, Math.max(0, ...referred(segment).map((each) => (depths.get(each) ?? -1) + 1)));
  const groups: NamedSegment[][] = [];
  for (const each of segments.toSorted((one, other) => depths.get(one.id)! - depths.get(other.id)!)) {
    const last = groups.at(-1);
    const isShallow = last && depths.get(each.id)! < depths.get(last[0]!.id)! + levelsOfStep;
    if (isShallow && last.length < segmentsOfStep) last.push(each);
    else groups.push([each]);
  }
  const waveOf = new Map<DefinitionId, number>();
  const waves: NamedSegment[][][] = [];
  for (const group of groups) {
    const needed = group.flatMap(({ segment }) => referred(segment).map((each) => waveOf.get(each) ?? -1));
    const wave = Math.max(-1, ...needed) + 1;
    for (const { id } of group) waveOf.set(id, wave);
    (waves[wave] ??= []).push(group);
  }
  return waves;
}

function segmentsStep(
  group: readonly NamedSegment[],
  documents: Definitions,
  leaves: PlannedLeaves,
  input: PlanInput,
): SegmentsStep {
  const keyOf = (leaf: Leaf): string => leaves.get(leafMeaning(leaf, documents))!.key;
  const own = new Set(group.map(({ id }) => id));
  const others = [...documents].flatMap(([id, document]): NamedSegment[] =>
    document.kind === 'segment' && !own.has(id) ? [{ id, segment: document }] : [],
  );
  return {
    kind: 'segments',
    title: titleOf(
      group.map(({ segment }) => segment.name),
      'segments',
    ),
    definitions: group.map(({ id }) => id),
    segments: group.map(({ id, segment }) => ({
      definition: id,
      version: input.definitions.get(id)!.version,
      ...(isRefined(segment) && compileRefined(id, segment, documents, input)),
    })),
    statements: (whole) => {
      const isWhole = ({ id }: NamedSegment): boolean => whole === 'all' || whole.has(id);
      const everybody = group.filter(isWhole);
      const looked = group.filter((each) => !isWhole(each));
      const rulesOf = (part: readonly NamedSegment[], who: 'everybody' | 'looked'): Statement[] =>
        part.length === 0 ? [] : withinLimits(part, (some) => compileRules(some, keyOf, documents, input, who));
      // A segment refers to none that is computed for everybody where it is not itself.
      const kept = looked.filter(({ id }) => isReferred(id, everybody) || isReferred(id, others));
      return [
        ...rulesOf(looked, 'looked'),
        ...(kept.length > 0 ? [keptStatement(kept, input)] : []),
        ...rulesOf(everybody, 'everybody'),
      ];
    },
    only: (definitions) =>
      segmentsStep(
        group.filter(({ id }) => definitions.includes(id)),
        documents,
        leaves,
        input,
      ),
  };
}

/** Whether one of some segments refers to another. */
function isReferred(id: DefinitionId, segments: readonly NamedSegment[]): boolean {
  return segments.some(({ segment }) => referred(segment).includes(id));
}

/** Of segments that are computed for those who were looked at only, whoever needs all members finds the others as they were. */
function keptStatement(patched: readonly NamedSegment[], input: PlanInput): Statement {
  const parameters = new Parameters();
  const keys = new Map(patched.map(({ id }) => [id, scratchKeys.segment(id)]));
  return parameters.statement(compileKept(keys, input, input.earlier!, parameters));
}

/** Few are named, many counted. */
function titleOf(names: string[], kind: 'metrics' | 'segments'): string {
  return names.length <= 3 ? names.join(', ') : `${names.length} ${kind}`;
}
