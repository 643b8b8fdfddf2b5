import { tables } from '@cutline/clickhouse/tables';
import {
  topologicalOrder,
  walkConditions,
  type AggregateCondition,
  type Condition,
  type Definition,
  type DefinitionId,
  type Segment,
} from '@cutline/segment-definition';
import { compileDiffering, leafKey, leafOf, type Leaf } from './compile-leaf.ts';
import { compileMetric } from './compile-metric.ts';
import { compileScan, scanKey } from './compile-scan.ts';
import { compileDifference, compileSegment } from './compile-segment.ts';
import { Parameters } from './parameters.ts';
import type { BaseStep, LeavesStep, MetricStep, Plan, PlanInput, Step } from './plan.ts';
import { scratchBitmaps, scratchKeys } from './scratch.ts';

interface PlannedLeaf {
  leaf: Leaf;
  key: string;
  usedBy: DefinitionId[];
}

/** By what they mean: see `leafKey`. */
type PlannedLeaves = ReadonlyMap<string, PlannedLeaf>;

/**
 * The steps that bring every definition up to (asOf, known). Definitions must be valid. Metrics come as soon as their
 * population is there, leaves as soon as their thresholds are, so that leaves on the same actions share a scan.
 */
export function planRun(input: PlanInput): Plan {
  const documents = new Map([...input.definitions].map(([id, { document }]) => [id, document] as const));
  const order = topologicalOrder(documents);
  const leaves = collectLeaves(order, documents);
  const done = new Set<string>();
  const steps: Step[] = [baseStep(input, order)];
  let waiting = order.filter((id) => documents.get(id)!.kind !== 'aggregate');

  while (waiting.length > 0) {
    const metrics = waiting.filter((id) => {
      const document = documents.get(id)!;
      return (
        document.kind === 'metric' && (document.population.type !== 'segment' || done.has(document.population.segment))
      );
    });
    for (const id of metrics) steps.push(metricStep(id, documents, input));
    metrics.forEach((id) => done.add(id));

    const ready = [...leaves.values()].filter(
      ({ leaf, key }) => !done.has(key) && (leaf.operand.type === 'constant' || done.has(leaf.operand.metric)),
    );
    for (const group of Map.groupBy(ready, ({ leaf }) => scanKey(leaf.aggregate)).values())
      steps.push(leavesStep(group, input));
    ready.forEach(({ key }) => done.add(key));

    const segments = waiting.filter((id) => {
      const document = documents.get(id)!;
      if (document.kind !== 'segment' || !needsOf(document, documents, leaves).every((need) => done.has(need)))
        return false;
      done.add(id);
      return true;
    });
    for (const id of segments) {
      const segment = documents.get(id) as Segment;
      const { version } = input.definitions.get(id)!;
      const plannedLeaf = (condition: AggregateCondition): PlannedLeaf => findLeaf(condition, documents, leaves);
      const statements = {
        compute: compileSegment(id, segment, plannedLeaf, input),
        ...compileDifference(id, version, input),
      };
      steps.push({ kind: 'segment', title: segment.name, definition: id, version, definitions: [id], statements });
    }
    waiting = waiting.filter((id) => !done.has(id));
    if (metrics.length + segments.length + ready.length === 0)
      throw new Error(`Cannot plan ${waiting.join(', ')}: a definition they need is missing`);
  }
  return { steps };
}

function collectLeaves(order: DefinitionId[], documents: ReadonlyMap<DefinitionId, Definition>): PlannedLeaves {
  const leaves = new Map<string, PlannedLeaf>();
  for (const id of order) {
    const document = documents.get(id)!;
    if (document.kind !== 'segment') continue;
    for (const [, node] of walkConditions(document.where)) {
      if (node.type !== 'aggregate') continue;
      const leaf = leafOf(node, documents);
      const known = leaves.get(leafKey(leaf)) ?? { leaf, key: scratchKeys.leaf(leaves.size), usedBy: [] };
      if (!known.usedBy.includes(id)) known.usedBy.push(id);
      leaves.set(leafKey(leaf), known);
    }
  }
  return leaves;
}

function findLeaf(
  condition: AggregateCondition,
  documents: ReadonlyMap<DefinitionId, Definition>,
  leaves: PlannedLeaves,
): PlannedLeaf {
  return leaves.get(leafKey(leafOf(condition, documents)))!;
}

function needsOf(segment: Segment, documents: ReadonlyMap<DefinitionId, Definition>, leaves: PlannedLeaves): string[] {
  return [...walkConditions(segment.where)].flatMap(([, node]: [string, Condition]) => {
    if (node.type === 'aggregate') return [findLeaf(node, documents, leaves).key];
    return node.type === 'segment' ? [node.segment] : [];
  });
}

function baseStep(input: PlanInput, order: DefinitionId[]): BaseStep {
  const parameters = new Parameters();
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  const statement = parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${workspace}, ${parameters.named('run', 'UInt64', input.run)}, '${scratchKeys.base}',
      toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile)
    FROM ${tables.knownProfiles}
    WHERE workspace = ${workspace} AND batch <= ${parameters.named('known', 'UInt64', input.known)}
    GROUP BY chunk`);
  return { kind: 'base', title: 'Known profiles', definitions: order, statement };
}

function metricStep(id: DefinitionId, documents: ReadonlyMap<DefinitionId, Definition>, input: PlanInput): MetricStep {
  const metric = documents.get(id);
  if (metric?.kind !== 'metric') throw new Error(`There is no metric ${id}`);
  const aggregate = documents.get(metric.aggregate);
  if (aggregate?.kind !== 'aggregate') throw new Error(`There is no aggregate ${metric.aggregate}`);
  const parameters = new Parameters();
  const sources = scratchBitmaps(input, parameters);
  const statement = parameters.statement(compileMetric(metric, aggregate, sources, input, parameters));
  const { version } = input.definitions.get(id)!;
  return { kind: 'metric', title: metric.name, definition: id, version, definitions: [id], statement };
}

function leavesStep(group: PlannedLeaf[], input: PlanInput): LeavesStep {
  const parameters = new Parameters();
  const scan = compileScan(
    group.map(({ leaf }) => leaf.aggregate),
    input,
    parameters,
  );
  const values = group.map((_, i) => `${scan.columns[i]!.value} AS v${i}`);
  const sets = group.map(({ leaf }, i) => `${compileDiffering(leaf, `v${i}`, parameters)} AS b${i}`);
  const named = group.map(({ key }, i) => `(${parameters.add('key', 'String', key)}, b${i})`);
  const statement = parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${parameters.named('workspace', 'UInt32', input.workspace)}, ${parameters.named('run', 'UInt64', input.run)}, leaf.1, chunk, leaf.2
    FROM (
      SELECT toUInt16(bitShiftRight(profile, 16)) AS chunk, ${sets.join(', ')}
      FROM (${scan.select(values)})
      GROUP BY chunk
    )
    ARRAY JOIN [${named.join(', ')}] AS leaf`);
  const actions = group[0]!.leaf.aggregate.actions.join(', ');
  const title = `${group.length} ${group.length === 1 ? 'rule' : 'rules'} on ${actions}`;
  return { kind: 'leaves', title, definitions: [...new Set(group.flatMap(({ usedBy }) => usedBy))], statement };
}
