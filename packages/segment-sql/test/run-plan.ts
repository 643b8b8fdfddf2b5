import type { ClickHouseClient } from '@clickhouse/client';
import {
  bindThresholds,
  compileBaseDifference,
  compileDifferences,
  planRun,
  rulesKeyOf,
  wholeSegments,
  type BoundaryRow,
  type MetricOfStepRow,
  type MetricRow,
  type PlanInput,
  type Recorded,
  type SegmentRow,
  type Statement,
  type Whole,
} from '../src/index.ts';

/** What a run of a plan came to, as the engine says. */
export interface PlanResult {
  metrics: Map<string, MetricRow>;
  segments: Map<string, Omit<SegmentRow, 'segment' | 'unexplained'>>;
  /** Of the segments with a refinement; null where nobody is ranked. */
  boundaries: Map<string, BoundaryRow | null>;
}

/** How a plan is carried out. */
export interface CarryingOut {
  /** Without, members stay in the run's scratch, which is quicker. */
  publish: boolean;
  /** What a due run compares metrics with. */
  recorded?: Recorded;
}

/** Carries out a plan step by step, as the worker does, but with nothing recorded in Postgres. */
export async function runPlan(
  client: ClickHouseClient,
  input: PlanInput,
  { publish, recorded = new Map() }: CarryingOut = { publish: true },
): Promise<PlanResult> {
  const result: PlanResult = { metrics: new Map(), segments: new Map(), boundaries: new Map() };
  const documents = new Map([...input.definitions].map(([id, { document }]) => [id, document] as const));
  const bound = (statement: Statement) => {
    const values = [...result.metrics].map(([id, row]) => [id, row.value] as const);
    return bindThresholds(statement, new Map(values));
  };
  const rows = async <Row>(statement: Statement): Promise<Row[]> =>
    (await client.query({ ...bound(statement), format: 'JSONEachRow' })).json<Row>();
  const { steps, waves, always } = planRun(input);
  // Those of a wave need nothing of each other, so that any order of them is right.
  const order = [...steps.keys()].sort((one, other) => waves[one]! - waves[other]! || other - one);
  const wholeOf = (ids: string[]): Whole => {
    const values = new Map([...result.metrics].map(([id, row]) => [id, row.value] as const));
    return input.scope === 'due' ? wholeSegments(ids, documents, always, recorded, values) : 'all';
  };
  for (const step of order.map((position) => steps[position]!)) {
    switch (step.kind) {
      case 'timelines':
        throw new Error('Tests keep timelines themselves');
      case 'touched':
        await client.command(bound(step.statement));
        break;
      case 'base':
        for (const statement of step.statements) await client.command(bound(statement));
        break;
      case 'leaves':
        for (const statement of step.statements(wholeOf(step.definitions))) await client.command(bound(statement));
        break;
      case 'metrics':
        for (const { metric, ...row } of await rows<MetricOfStepRow>(step.statement)) result.metrics.set(metric, row);
        break;
      case 'segments':
        for (const statement of step.statements(wholeOf(step.definitions))) await client.command(bound(statement));
        for (const { definition, refine, boundary } of step.segments) {
          if (refine) await client.command(bound(refine));
          if (boundary) result.boundaries.set(definition, (await rows<BoundaryRow>(boundary))[0] ?? null);
        }
    }
  }
  if (publish)
    for (const { segment, afterRules, members, entered, left } of await publishPlan(
      client,
      input,
      wholeOf([...documents.keys()]),
    ))
      result.segments.set(segment, { afterRules, members, entered, left });
  return result;
}

/** Writes what differs from the memberships before; returns how many. */
async function publishPlan(client: ClickHouseClient, input: PlanInput, whole: Whole): Promise<SegmentRow[]> {
  const comparison = {
    ...input,
    published: input.run,
    at: input.asOf,
    noted: input.earlier !== undefined,
    held: false,
  };
  const segments = [...input.definitions].flatMap(([id, { version, document }]) =>
    document.kind === 'segment'
      ? [
          {
            definition: id,
            version,
            rulesKey: rulesKeyOf({ id, segment: document }),
            reason: 'recomputed',
            explained: true,
            patched: whole !== 'all' && !whole.has(id),
          },
        ]
      : [],
  );
  const { memberships, changes, counts } = compileDifferences(segments, comparison);
  for (const statement of [memberships, changes, compileBaseDifference(comparison)])
    await client.command(bindThresholds(statement, new Map()));
  // The counts compare with the membership before this run, whose rows have a lower number.
  const result = await client.query({ ...bindThresholds(counts, new Map()), format: 'JSONEachRow' });
  return result.json<SegmentRow>();
}
