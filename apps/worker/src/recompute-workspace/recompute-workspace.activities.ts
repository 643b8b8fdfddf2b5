import { Context } from '@temporalio/activity';
import { and, eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import { startBuild } from '../timelines/start-build.ts';
import { beginRun, type BegunRun } from './begin-run.ts';
import { endRun } from './end-run.ts';
import { executeStep, type StepInput, type StepResult } from './execute-step.ts';
import { publishRun, type RunResults } from './publish-run.ts';
import { loadPlannedRun } from './run-plan.ts';
import { discardMemberships, killQueries, queryPrefix } from './run-queries.ts';
import type { RunRequest } from './run-requests.ts';
import { runProblem, type StepFailure } from './step-failure.ts';

export interface FailedStep extends StepFailure {
  runId: string;
  position: number;
  /** Which of its definitions could not be computed. */
  definitions: string[];
}

/** Activities of `recomputeWorkspace`. */
export function recomputeWorkspaceActivities(stores: Pick<Dependencies, 'database' | 'clickhouse' | 'timelinesFrom'>) {
  const { database, clickhouse } = stores;
  return {
    async beginRun(input: RunRequest & { workspaceId: string }): Promise<BegunRun> {
      return beginRun(stores, input.workspaceId, input);
    },

    async executeStep(input: StepInput): Promise<StepResult> {
      return executeStep(stores, input, Context.current().info.attempt);
    },

    /** Takes away what a step that failed may have written of segments, so that they can be computed one by one. */
    async discardSegments({ runId, position, definitions }: Omit<FailedStep, keyof StepFailure>): Promise<void> {
      const { workspace, run } = await loadPlannedRun(database, runId);
      const address = { workspace, run: run.number };
      await killQueries(clickhouse, queryPrefix(address, position));
      await discardMemberships(clickhouse, address, definitions);
    },

    /** Records that a step failed for good, and takes away what it may have written. */
    async failStep({ runId, position, definitions, ...failure }: FailedStep): Promise<void> {
      const { workspace, run, plan } = await loadPlannedRun(database, runId);
      const step = plan.steps[position];
      const address = { workspace, run: run.number };
      await killQueries(clickhouse, queryPrefix(address, position));
      // The next run reads events instead.
      if (step?.kind === 'timelines')
        await database
          .update(schema.stream)
          .set({ doubted: true })
          .where(and(eq(schema.stream.workspaceId, run.workspaceId), eq(schema.stream.number, step.stream)));
      if (step?.kind === 'segments') await discardMemberships(clickhouse, address, definitions);
      await database
        .update(schema.runStep)
        .set({ status: 'failed', error: runProblem('The step failed', failure), finishedAt: new Date() })
        .where(and(eq(schema.runStep.runId, runId), eq(schema.runStep.position, position)));
    },

    /** Makes the run's results visible; then has timelines built that would have served it. */
    async publishRun({ runId, ...results }: RunResults & { runId: string }): Promise<void> {
      await publishRun(stores, runId, results);
      const { run } = await loadPlannedRun(database, runId);
      await startBuild(stores, run.workspaceId);
    },

    async endRun({
      runId,
      status,
      ...failure
    }: StepFailure & { runId: string; status: 'failed' | 'cancelled' }): Promise<void> {
      await endRun(stores, runId, status, failure);
    },
  };
}
