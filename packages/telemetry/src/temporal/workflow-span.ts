import { TraceFlags, type SpanContext } from '@opentelemetry/api';

/**
 * The span of a workflow's execution, from what it is known by: nothing random happens in a workflow. Without a parent (a schedule started it) the execution's
 * own id is the trace's, so that either is found by the other.
 *
 * @param runId a UUID
 */
export function workflowSpan(runId: string, parent: SpanContext | undefined): SpanContext {
  const digits = runId.replaceAll('-', '');
  return {
    traceId: parent?.traceId ?? digits,
    spanId: digits.slice(16),
    traceFlags: parent?.traceFlags ?? TraceFlags.SAMPLED,
    isRemote: true,
  };
}
