import { spanOf } from '../traces/traceparent.ts';
import { tellFinished } from '../traces/finished-spans.ts';
import { workflowSpan } from './workflow-span.ts';

/** What workflows tell of themselves: see `WorkflowTelemetrySinks` of the worker. */
interface WorkflowInfo {
  workflowId: string;
  workflowType: string;
  runId: string;
}

/** Makes spans of workflows that have ended. */
export const workflowSinks = {
  telemetry: {
    ended: {
      fn({ workflowId, workflowType, runId }: WorkflowInfo, traceparent: string | null, from: number, failed: boolean) {
        const parent = spanOf(traceparent);
        tellFinished({
          name: `workflow ${workflowType}`,
          span: workflowSpan(runId, parent),
          parent,
          from,
          to: Date.now(),
          failed,
          attributes: { 'temporal.workflow_id': workflowId, 'temporal.run_id': runId },
        });
      },
    },
  },
};
