import type { ClickHouseClient } from '@clickhouse/client';
import { ApplicationFailure } from '@temporalio/common';
import { and, eq, inArray, ne } from 'drizzle-orm';
import { tagged } from '@cutline/clickhouse';
import { schema, type Database, type SegmentBoundary } from '@cutline/postgres';
import {
  bindThresholds,
  type BoundaryRow,
  type BoundStatement,
  type MetricOfStepRow,
  type MetricRow,
  type MetricValues,
  type SegmentRow,
  type SegmentsStep,
  type Statement,
  type Step,
  type TimelinesStep,
} from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { addBatches } from '../timelines/add-batches.ts';
import { killQueries, queryPrefix, statementLimit, type RunAddress } from './run-queries.ts';
import { loadPlannedRun, planFormat, type PlannedRun } from './run-plan.ts';

/** What a step found out, by definition: a metric's figures, or those of segments. */
export interface StepResult {
  metrics?: Record<string, MetricRow>;
  segments?: Record<string, SegmentFigures>;
}

/** A segment's figures, and where its refinement cut: absent where it has none, or kept nobody. */
export interface SegmentFigures extends Omit<SegmentRow, 'segment'> {
  boundary?: SegmentBoundary;
}

export interface StepInput {
  runId: string;
  position: number;
  /** Of a step that computes several metrics or segments those that it is to compute. */
  only: string[];
  /** Values of the metrics that the step takes; null where there is none. */
  thresholds: Record<string, string | null>;
}

const { runStep, segmentHead } = schema;

/** Runs one step of a plan. Trying again is safe; the queries of the try before are ended first. */
export async function executeStep(
  stores: Pick<Dependencies, 'database' | 'clickhouse'>,
  input: StepInput,
  attempt: number,
): Promise<StepResult> {
  const { database, clickhouse } = stores;
  const planned = await loadPlannedRun(database, input.runId);
  if (planned.run.settings?.planFormat !== planFormat)
    throw ApplicationFailure.nonRetryable('Another version of Cutline began this run.', 'plan-changed');
  const address = { workspace: planned.workspace, run: planned.run.number };
  const step = stepOf(planned, input);
  await mark(database, input, { status: 'running', startedAt: new Date() });
  if (attempt > 1) await killQueries(clickhouse, queryPrefix(address, input.position));
  if (step.kind === 'timelines') {
    const { workspaceId, number, known } = planned.run;
    const added = { workspaceId, stream: step.stream, run: number, known };
    await addBatches(stores, { ...added, queryPrefix: `${queryPrefix(address, input.position)}${attempt}-` });
    await mark(database, input, { status: 'completed', finishedAt: new Date() });
    return {};
  }
  const query = new StepQueries(clickhouse, address, input.position, attempt, step.title);
  const result = await run(database, query, step, planned, new Map(Object.entries(input.thresholds)));
  await mark(database, input, { status: 'completed', finishedAt: new Date() });
  return result;
}

async function run(
  database: Database,
  query: StepQueries,
  step: Exclude<Step, TimelinesStep>,
  planned: PlannedRun,
  values: MetricValues,
): Promise<StepResult> {
  switch (step.kind) {
    case 'base':
    case 'leaves':
      await query.write(bindThresholds(step.statement, values));
      return {};
    case 'metrics': {
      const rows = await query.rows<MetricOfStepRow>(step.statement, values);
      return { metrics: Object.fromEntries(rows.map(({ metric, ...row }) => [metric, row])) };
    }
    case 'segments':
      return { segments: await runSegments(database, query, step, planned, values) };
  }
}

async function runSegments(
  database: Database,
  query: StepQueries,
  { segments, statements }: SegmentsStep,
  planned: PlannedRun,
  values: MetricValues,
): Promise<Record<string, SegmentFigures>> {
  const reasons = await reasonsOf(database, segments, planned);
  await query.write(bindThresholds(statements.rules, values));
  const boundaries = new Map<string, SegmentBoundary>();
  for (const { definition, refine, boundary } of segments) {
    if (refine) await query.write(bindThresholds(refine, values));
    const [cut] = boundary ? await query.rows<BoundaryRow>(boundary, values) : [];
    if (cut) boundaries.set(definition, boundaryOf(cut));
  }
  await query.write(bindThresholds(statements.memberships, values));
  const changes = bindThresholds(statements.changes, values);
  await query.write({ ...changes, query_params: { ...changes.query_params, reasons } });
  const figures = await query.rows<SegmentRow>(statements.counts, values);
  return Object.fromEntries(
    figures.map(({ segment, ...row }) => {
      const boundary = boundaries.get(segment);
      return [segment, { ...row, ...(boundary && { boundary }) }];
    }),
  );
}

/** The step of a plan, for the definitions that it is to compute. */
function stepOf({ plan }: PlannedRun, { position, only }: Pick<StepInput, 'position' | 'only'>): Step {
  const step = plan.steps[position]!;
  return 'only' in step && only.length < step.definitions.length ? step.only(only) : step;
}

function boundaryOf({ line, above, level, kept }: BoundaryRow): SegmentBoundary {
  return { line, above: Number(above), level: Number(level), kept: Number(kept) };
}

/** Why members of each segment change in this run: it is new, its definition is, or the data or the time is. */
async function reasonsOf(
  database: Database,
  segments: SegmentsStep['segments'],
  { run }: PlannedRun,
): Promise<string[]> {
  const ids = segments.map(({ definition }) => definition);
  const rows = await database.select().from(segmentHead).where(inArray(segmentHead.definitionId, ids));
  const heads = new Map(rows.map((head) => [head.definitionId, head]));
  return segments.map(({ definition, version }) => {
    const head = heads.get(definition);
    if (!head || head.sequence === 0) return 'first-run';
    if (head.version !== version) return 'new-version';
    return head.known === run.known ? 'time-passed' : 'new-events';
  });
}

/** Statements of a step, with ids by which they can be ended. */
class StepQueries {
  readonly #clickhouse: ClickHouseClient;
  readonly #address: RunAddress;
  readonly #prefix: string;
  readonly #step: string;
  #ordinal = 0;

  constructor(clickhouse: ClickHouseClient, address: RunAddress, position: number, attempt: number, step: string) {
    this.#clickhouse = clickhouse;
    this.#address = address;
    this.#prefix = `${queryPrefix(address, position)}${attempt}-`;
    this.#step = step;
  }

  async write(bound: BoundStatement): Promise<void> {
    await this.#clickhouse.command({ ...bound, ...this.#options() });
  }

  async rows<T>(statement: Statement, values: MetricValues): Promise<T[]> {
    const result = await this.#clickhouse.query({
      ...bindThresholds(statement, values),
      ...this.#options(),
      format: 'JSONEachRow',
    });
    return result.json<T>();
  }

  #options() {
    return {
      query_id: `${this.#prefix}${(this.#ordinal += 1)}-${Date.now().toString(36)}`,
      clickhouse_settings: {
        ...tagged({ feature: 'recompute', step: this.#step, ...this.#address }),
        max_execution_time: statementLimit,
        // What was taken away is written again as it was: ClickHouse must not take it for the same insert. Rows that stand twice do no harm.
        insert_deduplicate: 0 as const,
      },
    };
  }
}

async function mark(
  database: Database,
  { runId, position }: StepInput,
  change: Partial<typeof runStep.$inferInsert>,
): Promise<void> {
  await database
    .update(runStep)
    .set(change)
    // Where one of its segments failed before, the step stays failed.
    .where(and(eq(runStep.runId, runId), eq(runStep.position, position), ne(runStep.status, 'failed')));
}
