import {
  ContinueAsNew,
  defaultPayloadConverter,
  isCancellation,
  proxySinks,
  workflowInfo,
  type Headers,
  type Sinks,
  type WorkflowInterceptorsFactory,
} from '@temporalio/workflow';

/** Where a workflow's end is told; the worker makes a span of it. */
export interface WorkflowTelemetrySinks extends Sinks {
  telemetry: {
    /** `from` in milliseconds since 1970; `traceparent` of what started it, if anything did. */
    ended(traceparent: string | null, from: number, failed: boolean): void;
  };
}

const { telemetry } = proxySinks<WorkflowTelemetrySinks>();

/**
 * Hands the trace of what started a workflow on to its activities, by headers. A request that comes by a signal has a trace of its own: from the activity that is given its
 * id on, activities belong to that one. Nothing here is random, and nothing changes what a workflow does.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  const { runId, startTime } = workflowInfo();
  const bySignal = new Map<string, string>();
  let started: string | null = null;
  let within: string | null = null;

  const handOn = (args: readonly unknown[], headers: Headers): Headers => {
    const requestId = requestIdOf(args);
    const asked = requestId && bySignal.get(requestId);
    if (requestId && asked) {
      bySignal.delete(requestId);
      // What started this execution asked with the signal it came with.
      within = asked === started ? ownSpan(runId, started) : asked;
    }
    return within ? { ...headers, traceparent: defaultPayloadConverter.toPayload(within) } : headers;
  };

  return {
    inbound: [
      {
        async execute(input, next) {
          started = traceparentIn(input.headers);
          within = started && ownSpan(runId, started);
          let failed = false;
          try {
            return await next(input);
          } catch (error) {
            failed = !(error instanceof ContinueAsNew) && !isCancellation(error);
            throw error;
          } finally {
            telemetry.ended(started, startTime.getTime(), failed);
          }
        },
        handleSignal(input, next) {
          const traceparent = traceparentIn(input.headers);
          const requestId = requestIdOf(input.args);
          if (traceparent && requestId) bySignal.set(requestId, traceparent);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next({ ...input, headers: handOn(input.args, input.headers) }),
        startChildWorkflowExecution: (input, next) => next({ ...input, headers: handOn([], input.headers) }),
        continueAsNew: (input, next) => next({ ...input, headers: handOn([], input.headers) }),
      },
    ],
  };
};

/** The span of this execution, as the worker makes it in `workflowSpan`: the second half of the execution's id. */
function ownSpan(runId: string, started: string): string {
  const [version, traceId, , flags] = started.split('-');
  return [version, traceId, runId.replaceAll('-', '').slice(16), flags].join('-');
}

function traceparentIn({ traceparent }: Headers): string | null {
  const found: unknown = traceparent && defaultPayloadConverter.fromPayload(traceparent);
  return typeof found === 'string' ? found : null;
}

function requestIdOf([asked]: readonly unknown[]): string | undefined {
  if (typeof asked !== 'object' || asked === null || !('requestId' in asked)) return undefined;
  return typeof asked.requestId === 'string' ? asked.requestId : undefined;
}
