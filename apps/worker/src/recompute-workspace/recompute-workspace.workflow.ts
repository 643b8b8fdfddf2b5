import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  isCancellation,
  log,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { patiently } from '../retry-policies.ts';
import type { BegunRun } from './begin-run.ts';
import type { recomputeWorkspaceActivities } from './recompute-workspace.activities.ts';
import type { StepOutline } from './run-plan.ts';
import { inLanes } from './in-lanes.ts';
import { RunState, type RunProgress } from './run-state.ts';
import { takeNext, type RunRequest, type RunTrigger } from './run-requests.ts';
import type { StepFailure } from './step-failure.ts';

export type { RunRequest, RunTrigger } from './run-requests.ts';
export type { RunProgress } from './run-state.ts';

export interface RecomputeInput {
  workspaceId: string;
  trigger: RunTrigger;
  asOf?: string;
  /** Requests that an earlier execution left. */
  waiting?: RunRequest[];
}

/** Asks for a run; requests that wait for the same instant are answered by one. */
export const requestRunSignal = defineSignal<[RunRequest]>('requestRun');
/** Ends the run with this id, where it is under way; the next one that is waited for begins. */
export const cancelRunSignal = defineSignal<[string]>('cancelRun');
/** The run under way or, between two, the last one; null before the first. */
export const progressQuery = defineQuery<RunProgress | null>('progress');

const { beginRun, executeStep, failStep, publishRun, endRun } =
  proxyActivities<ReturnType<typeof recomputeWorkspaceActivities>>(patiently);

/**
 * Runs of a workspace, one after another: its id (`recompute-<workspace>`) is what keeps two from running at once. Start it by
 * signalling `requestRun`; it ends when nobody waits. Started without a signal, the input is the request.
 */
export async function recomputeWorkspace({ workspaceId, trigger, asOf, waiting = [] }: RecomputeInput): Promise<void> {
  let state: RunState | null = null;
  setHandler(requestRunSignal, (request) => void waiting.push(request));
  setHandler(progressQuery, () => state?.progress() ?? null);
  let underWay: { runId: string; scope: CancellationScope } | null = null;
  setHandler(cancelRunSignal, (runId) => {
    if (underWay?.runId === runId) underWay.scope.cancel();
  });
  const signalled = await condition(() => waiting.length > 0, '1 second');
  if (!signalled) waiting.push({ trigger, asOf, requestId: workflowInfo().workflowId });

  for (let request = takeNext(waiting); request; request = takeNext(waiting)) {
    try {
      const run = await beginRun({ workspaceId, ...request });
      const ownState = new RunState(run);
      state = ownState;
      const scope = new CancellationScope();
      underWay = { runId: run.runId, scope };
      await scope.run(() => finishRun(run, ownState));
    } catch (error) {
      // One run's failure is recorded with it and does not keep the next from being tried, nor does its being cancelled.
      const ended = underWay?.scope.consideredCancelled === true;
      if (ended && !workflowCancelled()) continue;
      const cancelled = ended || isCancellation(error);
      if (cancelled || !(error instanceof ActivityFailure)) throw error;
      const { code } = failureOf(error);
      log.warn('run failed', { workspaceId, code });
      if (beginsAnew.has(code)) waiting.unshift(request);
    } finally {
      underWay = null;
    }
    if (workflowInfo().continueAsNewSuggested && waiting.length > 0)
      await continueAsNew<typeof recomputeWorkspace>({ workspaceId, trigger, waiting });
  }
}

/** Whether somebody ended the workflow itself, and not only a run. */
function workflowCancelled(): boolean {
  return CancellationScope.current().consideredCancelled;
}

/** What stops a run, but not the next. */
const beginsAnew = new Set(['timelines-in-doubt', 'plan-changed']);

async function finishRun({ runId }: BegunRun, state: RunState): Promise<void> {
  try {
    for (const wave of state.waves()) await inLanes(wave, stepsAtOnce, (step) => carryOut(runId, state, step));
    state.publishing();
    await publishRun({ runId, ...state.results });
    state.published();
  } catch (error) {
    // Beside a step that fails for good another may have been under way when the run was cancelled: then it is not begun anew.
    const cancelled = isCancellation(error) || CancellationScope.current().consideredCancelled;
    const status = cancelled ? 'cancelled' : 'failed';
    const failure =
      error instanceof ActivityFailure && status === 'failed'
        ? failureOf(error)
        : { code: status, message: `The run was ${status}.` };
    await CancellationScope.nonCancellable(() => endRun({ runId, status, ...failure }));
    throw error;
  }
}

/** Steps of a wave that are under way at the same time: one is planned by ClickHouse, in one thread, while another reads. */
const stepsAtOnce = 2;

async function carryOut(runId: string, state: RunState, step: StepOutline): Promise<void> {
  if (!state.begin(step)) return;
  const only = state.computable(step);
  const failure = await attempt(runId, state, step, only);
  if (!failure) return;
  if (step.kind === 'base' || step.kind === 'touched' || beginsAnew.has(failureOf(failure).code)) throw failure;
  // What fails together is tried one by one: one definition's failure is not the others'.
  const together = step.kind === 'segments' || step.kind === 'metrics';
  const alone = together && only.length > 1 ? only : [];
  if (alone.length === 0) await giveUp(runId, state, step, only, failure);
  for (const id of alone) {
    if (!state.computable(step).includes(id)) continue;
    const own = await attempt(runId, state, step, [id]);
    if (own) await giveUp(runId, state, step, [id], own);
  }
}

/** Computes some definitions of a step; returns why that failed. */
async function attempt(
  runId: string,
  state: RunState,
  step: StepOutline,
  only: string[],
): Promise<ActivityFailure | null> {
  try {
    const { position } = step;
    state.completed(step, await executeStep({ runId, position, only, thresholds: state.thresholdsOf(step) }));
    return null;
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return error;
  }
}

async function giveUp(
  runId: string,
  state: RunState,
  step: StepOutline,
  definitions: string[],
  error: ActivityFailure,
): Promise<void> {
  const failure = failureOf(error);
  await failStep({ runId, position: step.position, ...failure });
  state.failed(step, definitions, failure);
}

function failureOf({ cause, message }: ActivityFailure): StepFailure {
  if (cause instanceof ApplicationFailure) return { code: cause.type ?? 'internal', message: cause.message };
  return { code: 'internal', message: cause?.message ?? message };
}
