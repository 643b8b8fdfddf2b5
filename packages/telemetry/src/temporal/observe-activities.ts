import { context, SpanKind, trace } from '@opentelemetry/api';
import { CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { Histogram } from 'prom-client';
import { registry } from '../metrics/registry.ts';
import { contextWithin, markFailed, tracer } from '../traces/tracer.ts';
import { spanIn } from './headers.ts';
import { workflowSpan } from './workflow-span.ts';

const seconds = new Histogram({
  name: 'cutline_activity_seconds',
  help: 'Time that tries of activities took, by how they ended',
  labelNames: ['activity', 'outcome'],
  buckets: [0.05, 0.2, 1, 5, 30, 120, 600, 1800],
  registers: [registry],
});

/** A span and a time for each try of an activity. */
export const observeActivities: ActivityInterceptorsFactory = ({ info }) => ({
  inbound: {
    async execute(input, next) {
      const start = performance.now();
      const activity = info.activityType;
      const { workflowId = '', runId = '' } = info.workflowExecution ?? {};
      const parent = spanIn(input.headers) ?? (runId ? workflowSpan(runId, undefined) : undefined);
      const outside = contextWithin(parent);
      const attributes = {
        'temporal.workflow_id': workflowId,
        'temporal.run_id': runId,
        'temporal.attempt': info.attempt,
        ...namedIn(input.args),
      };
      const span = tracer().startSpan(`activity ${activity}`, { kind: SpanKind.CONSUMER, attributes }, outside);
      let outcome = 'completed';
      try {
        return await context.with(trace.setSpan(outside, span), () => next(input));
      } catch (error) {
        outcome = error instanceof CancelledFailure ? 'cancelled' : 'failed';
        markFailed(span, error);
        throw error;
      } finally {
        seconds.observe({ activity, outcome }, (performance.now() - start) / 1_000);
        span.end();
      }
    },
  },
});

/** Of what an activity was asked: which run, which step of it, which workspace. All are ids or places. */
function namedIn([asked]: unknown[]): Record<string, string | number> {
  if (typeof asked !== 'object' || asked === null) return {};
  const named: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(asked))
    if (name in attributeNames && (typeof value === 'string' || typeof value === 'number'))
      named[attributeNames[name as keyof typeof attributeNames]] = value;
  return named;
}

const attributeNames = {
  runId: 'cutline.run_id',
  position: 'cutline.step_position',
  workspaceId: 'cutline.workspace_id',
} as const;
