import type { ClickHouseClient } from '@clickhouse/client';
import { and, eq } from 'drizzle-orm';
import { tagged } from '@cutline/clickhouse';
import { schema, type Database, type SegmentBoundary } from '@cutline/postgres';
import {
  bindThresholds,
  type BoundaryRow,
  type BoundStatement,
  type MetricRow,
  type MetricValues,
  type SegmentRow,
  type Statement,
  type Step,
} from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { killQueries, queryPrefix, statementLimit, type RunAddress } from './run-queries.ts';
import { loadPlannedRun, type PlannedRun } from './run-plan.ts';

/** What a step found out: a metric's or a segment's figures, or nothing. */
export interface StepResult {
  metric?: MetricRow;
  segment?: SegmentFigures;
}

/** A segment's figures, and where its refinement cut: absent where it has none, or kept nobody. */
export interface SegmentFigures extends SegmentRow {
  boundary?: SegmentBoundary;
}

export interface StepInput {
  runId: string;
  position: number;
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
  const address = { workspace: planned.workspace, run: planned.run.number };
  const step = planned.plan.steps[input.position]!;
  await mark(database, input, { status: 'running', startedAt: new Date() });
  if (attempt > 1) await killQueries(clickhouse, queryPrefix(address, input.position));
  const query = new StepQueries(clickhouse, address, input.position, attempt, step.title);
  const result = await run(database, query, step, planned, new Map(Object.entries(input.thresholds)));
  await mark(database, input, { status: 'completed', finishedAt: new Date() });
  return result;
}

async function run(
  database: Database,
  query: StepQueries,
  step: Step,
  planned: PlannedRun,
  values: MetricValues,
): Promise<StepResult> {
  switch (step.kind) {
    case 'base':
    case 'leaves':
      await query.write(bindThresholds(step.statement, values));
      return {};
    case 'metric':
      return { metric: (await query.row<MetricRow>(step.statement, values))! };
    case 'segment': {
      const { compute, refine, boundary, memberships, changes, counts } = step.statements;
      const bound = bindThresholds(changes, values);
      const reason = await reasonOf(database, step.definition, step.version, planned);
      await query.write(bindThresholds(compute, values));
      if (refine) await query.write(bindThresholds(refine, values));
      const cut = boundary && (await query.row<BoundaryRow>(boundary, values));
      await query.write(bindThresholds(memberships, values));
      await query.write({ ...bound, query_params: { ...bound.query_params, reason } });
      const figures = (await query.row<SegmentRow>(counts, values))!;
      return { segment: { ...figures, ...(cut && { boundary: boundaryOf(cut) }) } };
    }
  }
}

function boundaryOf({ line, above, level, kept }: BoundaryRow): SegmentBoundary {
  return { line, above: Number(above), level: Number(level), kept: Number(kept) };
}

/** Why members of a segment change in this run: it is new, its definition is, or the data or the time is. */
async function reasonOf(
  database: Database,
  definitionId: string,
  version: number,
  { run }: PlannedRun,
): Promise<string> {
  const [head] = await database.select().from(segmentHead).where(eq(segmentHead.definitionId, definitionId));
  if (!head || head.sequence === 0) return 'first-run';
  if (head.version !== version) return 'new-version';
  return head.known === run.known ? 'time-passed' : 'new-events';
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

  /** The first row, if there is one. */
  async row<T>(statement: Statement, values: MetricValues): Promise<T | undefined> {
    const result = await this.#clickhouse.query({
      ...bindThresholds(statement, values),
      ...this.#options(),
      format: 'JSONEachRow',
    });
    const [row] = await result.json<T>();
    return row;
  }

  #options() {
    return {
      query_id: `${this.#prefix}${(this.#ordinal += 1)}-${Date.now().toString(36)}`,
      clickhouse_settings: {
        ...tagged({ feature: 'recompute', step: this.#step, ...this.#address }),
        max_execution_time: statementLimit,
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
    .where(and(eq(runStep.runId, runId), eq(runStep.position, position)));
}
