import { Context } from '@temporalio/activity';
import { and, eq, inArray } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import { keepProgress } from '../activity-progress.ts';
import type { Dependencies } from '../dependencies.ts';
import { startBuild } from '../timelines/start-build.ts';
import { beginRun, type BegunRun } from './begin-run.ts';
import { endRun } from './end-run.ts';
import { executeStep, type StepInput, type StepResult } from './execute-step.ts';
import { publishRun, type RunResults } from './publish-run.ts';
import { loadPlannedRun } from './run-plan.ts';
import { killQueries, queryPrefix, type Written } from './run-queries.ts';
import type { RunRequest } from './run-requests.ts';
import { runProblem, type StepFailure } from './step-failure.ts';

export interface FailedStep extends StepFailure {
  runId: string;
  position: number;
}

/** Activities of `recomputeWorkspace`. */
export function recomputeWorkspaceActivities(
  stores: Pick<Dependencies, 'database' | 'clickhouse' | 'fair' | 'timelinesFrom'>,
) {
  const { database, clickhouse } = stores;
  return {
    async beginRun(input: RunRequest & { workspaceId: string }): Promise<BegunRun> {
      return beginRun(stores, input.workspaceId, input);
    },

    async executeStep(input: StepInput): Promise<StepResult> {
      const { info, cancellationSignal } = Context.current();
      return executeStep(stores, input, {
        attempt: info.attempt,
        written: info.heartbeatDetails as Written | undefined,
        keep: keepProgress,
        signal: cancellationSignal,
      });
    },

    /** Records that a step failed for good; what it may have written to scratch nobody reads. */
    async failStep({ runId, position, ...failure }: FailedStep): Promise<void> {
      const { workspace, scratch, run, plan } = await loadPlannedRun(database, runId);
      const step = plan.steps[position];
      const address = { workspace, run: scratch };
      await killQueries(clickhouse, queryPrefix(address, position));
      // The next run reads events instead.
      if (step?.kind === 'timelines')
        await database
          .update(schema.stream)
          .set({ doubted: true })
          .where(and(eq(schema.stream.workspaceId, run.workspaceId), inArray(schema.stream.number, step.streams)));
      await database
        .update(schema.runStep)
        .set({ status: 'failed', error: runProblem('The step failed', failure), finishedAt: new Date() })
        .where(and(eq(schema.runStep.runId, runId), eq(schema.runStep.position, position)));
    },

    /** Makes the run's results visible; then has timelines built that would have served it. */
    async publishRun({ runId, ...results }: RunResults & { runId: string }): Promise<void> {
      await publishRun(stores, runId, results, Context.current().info.attempt);
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
