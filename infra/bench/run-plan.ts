import type { Definitions } from '@cutline/segment-definition';
import {
  bindThresholds,
  compileBaseDifference,
  compileDifferences,
  drifts,
  metricsComparedWith,
  planRun,
  rulesKeyOf,
  wholeSegments,
  type BoundaryRow,
  type ComparedSegment,
  type Cut,
  type Earlier,
  type MetricOfStepRow,
  type MetricValues,
  type Plan,
  type PlanInput,
  type PublishedDefinition,
  type Recorded,
  type SegmentRow,
  type Statement,
  type Step,
  type StoredStream,
  type StreamState,
  type Whole,
} from '@cutline/segment-sql';
import { groupsOfChanges } from '@cutline/worker/groups-of-changes';
import { inLanes } from '@cutline/worker/in-lanes';
import { computeLive, whatHappened, type LiveQueries } from '@cutline/worker/compute-live';
import { addBatches } from './keep-timelines.ts';
import type { Meter } from './meter.ts';
import { timeZone, workspace } from './story.ts';

/** A run of the plan. */
export interface Run {
  definitions: ReadonlyMap<string, PublishedDefinition>;
  /** UTC milliseconds. */
  asOf: number;
  known: number;
  run: number;
  streams: ReadonlyMap<string, StoredStream>;
  /** Those of the streams that lack the latest batches, and up to where they hold them. */
  behind?: readonly StreamState[];
  /** Everything for everybody, where nothing is said. */
  scope?: 'full' | 'due';
  /** What was published before, of the same definitions. */
  earlier?: PublishedRun;
}

/** What a run builds upon. */
export interface PublishedRun extends Earlier {
  /** Values that metrics had. */
  values: MetricValues;
}

/** What a run found. */
export interface Outcome {
  values: MetricValues;
  segments: SegmentRow[];
  /** Segments that were computed for everybody. */
  whole: ReadonlySet<string>;
  /** Where refinements cut. */
  lines: ReadonlyMap<string, Cut>;
}

/** As in the worker: steps of a wave that are under way at the same time, and statements that write what changed. */
const stepsAtOnce = 2;
const writesAtOnce = 2;
const noValues: MetricValues = new Map();

/**
 * Carries out a run as the worker does up to where its results can be seen, without what it notes in PostgreSQL: its scratch is still there. All that the benchmark
 * knows of plans is in this file.
 *
 * @returns the metrics' values
 */
export async function runPlan(meter: Meter, run: Run): Promise<MetricValues> {
  return (await carryOut(meter, run)).values;
}

/** The same, and says more of it. */
export async function carryOut(meter: Meter, run: Run): Promise<Outcome> {
  const values = new Map<string, string | null>();
  const lines = new Map<string, Cut>();
  const plan = planRun(inputOf(run));
  const waves = Map.groupBy(plan.steps.keys(), (position) => plan.waves[position]!).values();
  for (const wave of waves)
    await inLanes(wave, stepsAtOnce, (position) =>
      carryOutStep(meter, run, plan, plan.steps[position]!, { values, lines }),
    );
  const whole = wholeOf(run, plan, [...run.definitions.keys()], values);
  const segments = await publish(meter, run, whole);
  const all = new Set(segments.map(({ segment }) => segment));
  return { values, segments, whole: whole === 'all' ? all : whole, lines };
}

async function carryOutStep(
  meter: Meter,
  run: Run,
  plan: Plan,
  step: Step,
  { values, lines }: { values: Map<string, string | null>; lines: Map<string, Cut> },
): Promise<void> {
  const write = async (statements: Statement[]): Promise<void> => {
    for (const statement of statements) await meter.command(...bound(statement, values));
  };
  switch (step.kind) {
    case 'timelines':
      await addBatches(meter, run.behind!, run.known);
      break;
    case 'touched':
      await write([step.statement]);
      break;
    case 'base':
      await write(step.statements);
      break;
    case 'leaves':
      await write(step.statements(wholeOf(run, plan, step.definitions, values)));
      break;
    case 'metrics':
      for (const { metric, value } of await meter.rows<MetricOfStepRow>(...bound(step.statement, values)))
        values.set(metric, value);
      break;
    case 'segments':
      await write(step.statements(wholeOf(run, plan, step.definitions, values)));
      for (const { definition, refine, boundary } of step.segments) {
        if (refine) await write([refine]);
        if (!boundary) continue;
        const [cut] = await meter.rows<BoundaryRow>(...bound(boundary, values));
        if (cut) lines.set(definition, { line: cut.line, above: Number(cut.above), kept: Number(cut.kept) });
      }
  }
}

/** Carries out a live run as the worker does, against what a run before found; returns how many entries and exits there were. */
export async function carryOutLive(
  meter: Meter,
  run: Run & { earlier: PublishedRun },
  lines: Outcome['lines'],
): Promise<number> {
  const { earlier } = run;
  const queries: LiveQueries = {
    write: (statement, values = noValues) => meter.command(...bound(statement, values)),
    rows: <Row>(statement: Statement, values: MetricValues = noValues) => meter.rows<Row>(...bound(statement, values)),
  };
  const input = { ...inputOf(run), lines };
  const definitions = new Map([...run.definitions].filter(([, { document }]) => document.kind !== 'metric'));
  const segments = [...definitions].flatMap(([id, { document }]) => (document.kind === 'segment' ? [id] : []));
  const before = { asOf: new Date(earlier.asOf), known: earlier.known };
  const happened = await whatHappened(queries, { ...input, definitions });
  const changed = await computeLive(
    queries,
    { definitions, segments, thresholds: earlier.values, run: before },
    happened,
    { ...input, definitions },
  );
  return changed.reduce((sum, { entered, left }) => sum + entered + left, 0);
}

/** What the worker does once a run's results can be seen. */
export async function dropScratch(meter: Meter, run: number): Promise<void> {
  await meter.command('ALTER TABLE run_bitmaps DROP PARTITION ({workspace:UInt32}, {run:UInt64})', { workspace, run });
}

/** How many profiles a run that builds upon another looks at. It leaves nothing behind, and may have any number that no other has. */
export async function countLooked(meter: Meter, run: Run): Promise<number> {
  for (const step of planRun(inputOf(run)).steps)
    if (step.kind === 'touched') await meter.command(...bound(step.statement, noValues));
  const [row] = await meter.rows<{ profiles: string }>(
    `SELECT groupBitmapMerge(members) AS profiles FROM run_bitmaps
     WHERE workspace = {workspace:UInt32} AND run = {run:UInt64} AND key IN ('touched', 'slid')`,
    { workspace, run: run.run },
  );
  await dropScratch(meter, run.run);
  return Number(row!.profiles);
}

/** Which of some segments a run computes for everybody. */
function wholeOf(run: Run, { always }: Plan, ids: readonly string[], values: MetricValues): Whole {
  return run.scope === 'due' ? wholeSegments(ids, documentsOf(run), always, recordedOf(run), values) : 'all';
}

/** The values with which segments were computed by the run before, of those that time alone does not change. */
function recordedOf(run: Run): Recorded {
  const { values } = run.earlier!;
  const documents = documentsOf(run);
  const entries = [...documents].flatMap(([id, document]): [string, Record<string, string | null>][] => {
    if (document.kind !== 'segment' || drifts(id, documents, inputOf(run), run.earlier!)) return [];
    return [[id, Object.fromEntries(metricsComparedWith(document).map((each) => [each, values.get(each) ?? null]))]];
  });
  return new Map(entries);
}

function documentsOf({ definitions }: Run): Definitions {
  return new Map([...definitions].map(([id, { document }]) => [id, document]));
}

/**
 * Says for each segment how its members in a run's scratch differ from the last memberships, writes meanwhile what differs of the base, and then what does
 * of the segments that changed.
 */
export async function publish(meter: Meter, run: Run, whole: Whole = 'all'): Promise<SegmentRow[]> {
  const noted = run.earlier !== undefined;
  const comparison = { ...inputOf(run), published: run.run, noted, at: run.asOf, live: false, held: false };
  const compared = comparedSegments(run, whole);
  const write = (statement: Statement): Promise<void> => meter.command(...bound(statement, noValues));
  const counted = groupsOfChanges(compared).map((group) =>
    meter.rows<SegmentRow>(...bound(compileDifferences(group, comparison).counts, noValues)),
  );
  const [found] = await Promise.all([Promise.all(counted), write(compileBaseDifference(comparison))]);
  const rows = found.flat();
  const changes = new Map(rows.map(({ segment, entered, left }) => [segment, Number(entered) + Number(left)]));
  const changesOf = ({ definition }: ComparedSegment): number => changes.get(definition) ?? 0;
  const changed = compared.filter((segment) => changesOf(segment) > 0);
  const written = groupsOfChanges(changed, changesOf).flatMap((group) => {
    const { memberships, changes } = compileDifferences(group, comparison);
    return [memberships, changes];
  });
  await inLanes(written, writesAtOnce, write);
  return rows;
}

function inputOf(run: Run): PlanInput {
  return {
    ...run,
    workspace,
    timeZone,
    currency: 'EUR',
    includeAnonymous: false,
    hasRates: false,
    hasAliases: false,
  };
}

function comparedSegments({ definitions }: Run, whole: Whole): ComparedSegment[] {
  return [...definitions].flatMap(([id, { version, document }]) =>
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
}

function bound(statement: Statement, values: MetricValues): Parameters<Meter['command']> {
  const { query, query_params } = bindThresholds(statement, values);
  return [query, query_params];
}
