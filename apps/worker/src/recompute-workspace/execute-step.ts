import { ApplicationFailure } from '@temporalio/common';
import { and, eq, notInArray } from 'drizzle-orm';
import { schema, type Database, type SegmentBoundary } from '@cutline/postgres';
import {
  wholeSegments,
  type BoundaryRow,
  type MetricOfStepRow,
  type MetricRow,
  type MetricValues,
  type SegmentsStep,
  type Step,
  type TimelinesStep,
  type Whole,
} from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { addBatches } from '../timelines/add-batches.ts';
import { killQueries, queryPrefix, RunQueries, turnsOf, type Figures, type Written } from './run-queries.ts';
import { expectSamePlan, loadPlannedRun, type PlannedRun } from './run-plan.ts';

/** What a step found out, by definition: a metric's figures, or which segments' members stand in scratch. */
export interface StepResult {
  metrics?: Record<string, MetricRow>;
  segments?: Record<string, SegmentFound>;
}

/** A segment whose members stand in scratch, and where its refinement cut: absent where it has none, or kept nobody. */
export interface SegmentFound {
  boundary?: SegmentBoundary;
}

export interface StepInput {
  runId: string;
  position: number;
  /** Of a step that computes several metrics or segments those that it is to compute. */
  only: string[];
  /** Values of the metrics that the step asks for; null where there is none. */
  thresholds: Record<string, string | null>;
}

const { runStep } = schema;

/** Which try of a step it is, and how far the one before came. */
export interface Try {
  /** 1: the first. */
  attempt: number;
  written?: Written | undefined;
  keep?: (written: Written) => void;
  /** Says that the try is given up: nothing that waits is sent then. */
  signal?: AbortSignal;
}

/** Runs one step of a plan. Trying again is safe; the queries of the try before are ended first. */
export async function executeStep(
  stores: Pick<Dependencies, 'database' | 'clickhouse' | 'fair'>,
  input: StepInput,
  { attempt, signal, ...progress }: Try,
): Promise<StepResult> {
  const { database, clickhouse } = stores;
  const planned = await loadPlannedRun(database, input.runId);
  expectSamePlan(planned);
  const address = { workspace: planned.workspace, run: planned.scratch };
  const step = stepOf(planned, input);
  await mark(database, input, { status: 'running', startedAt: new Date() });
  if (attempt > 1) await killQueries(clickhouse, queryPrefix(address, input.position));
  const prefix = `${queryPrefix(address, input.position)}${attempt}-`;
  if (step.kind === 'timelines') {
    const { workspaceId, known } = planned.run;
    const { streams } = step;
    await addBatches(stores, { workspaceId, streams, run: planned.scratch, known, queryPrefix: prefix });
    await mark(database, input, { status: 'completed', finishedAt: new Date() });
    return {};
  }
  const turns = await turnsOf(stores, planned.run.workspaceId, 'run', {
    ...(signal && { signal }),
    may: async () => {
      await expectUnderWay(database, input);
      signal?.throwIfAborted();
    },
  });
  const queries = new RunQueries(clickhouse, address, turns, { prefix, step: step.title, ...progress });
  const values = new Map(Object.entries(input.thresholds));
  const result = await run(queries, step, wholeOf(planned, step, values), values);
  await mark(database, input, { status: 'completed', finishedAt: new Date(), ...queries.figures() });
  return result;
}

async function run(
  queries: RunQueries,
  step: Exclude<Step, TimelinesStep>,
  whole: Whole,
  values: MetricValues,
): Promise<StepResult> {
  switch (step.kind) {
    case 'touched':
      await queries.write(step.statement);
      return {};
    case 'base':
      for (const statement of step.statements) await queries.write(statement);
      return {};
    case 'leaves':
      for (const statement of step.statements(whole)) await queries.write(statement, values);
      return {};
    case 'metrics': {
      const rows = await queries.rows<MetricOfStepRow>(step.statement, values);
      return { metrics: Object.fromEntries(rows.map(({ metric, ...row }) => [metric, row])) };
    }
    case 'segments':
      return { segments: await runSegments(queries, step, whole, values) };
  }
}

/** Writes the members of a step's segments to scratch. */
export async function runSegments(
  queries: RunQueries,
  step: SegmentsStep,
  whole: Whole,
  values: MetricValues,
): Promise<Record<string, SegmentFound>> {
  for (const statement of step.statements(whole)) await queries.write(statement, values);
  const found: Record<string, SegmentFound> = {};
  for (const { definition, refine, boundary } of step.segments) {
    if (refine) await queries.write(refine, values);
    const [cut] = boundary ? await queries.rows<BoundaryRow>(boundary, values) : [];
    found[definition] = cut ? { boundary: boundaryOf(cut) } : {};
  }
  return found;
}

/** Of which of its segments a step computes everybody. */
function wholeOf({ run, plan, documents, recorded }: PlannedRun, step: Step, values: MetricValues): Whole {
  if (run.scope !== 'due') return 'all';
  const definitions = new Map([...documents].map(([id, { document }]) => [id, document]));
  return wholeSegments(step.definitions, definitions, plan.always, recorded, values);
}

/** The step of a plan, for the definitions that it is to compute. */
function stepOf({ plan }: PlannedRun, { position, only }: Pick<StepInput, 'position' | 'only'>): Step {
  const step = plan.steps[position]!;
  return 'only' in step && only.length < step.definitions.length ? step.only(only) : step;
}

function boundaryOf({ line, above, level, kept }: BoundaryRow): SegmentBoundary {
  return { line, above: Number(above), level: Number(level), kept: Number(kept) };
}

/** Throws where the run was ended: a statement that waited for its turn meanwhile was not there to be ended with it. */
async function expectUnderWay(database: Database, { runId, position }: StepInput): Promise<void> {
  const [step] = await database
    .select({ status: runStep.status })
    .from(runStep)
    .where(and(eq(runStep.runId, runId), eq(runStep.position, position)));
  if (step?.status === 'skipped') throw ApplicationFailure.nonRetryable('The run was ended.', 'run-ended');
}

async function mark(
  database: Database,
  { runId, position }: StepInput,
  change: Partial<typeof runStep.$inferInsert> & Partial<Figures>,
): Promise<void> {
  await database
    .update(runStep)
    .set(change)
    // Where one of its segments failed before, the step stays failed; where the run was ended, it stays so.
    .where(
      and(eq(runStep.runId, runId), eq(runStep.position, position), notInArray(runStep.status, ['failed', 'skipped'])),
    );
}
