import type { WorkflowClientInterceptor } from '@temporalio/client';
import { withTraceparent } from './headers.ts';

/** Gives what a client starts or signals the span it does so in. */
export const traceClient: WorkflowClientInterceptor = {
  startWithDetails: (input, next) => next({ ...input, headers: withTraceparent(input.headers) }),
  signal: (input, next) => next({ ...input, headers: withTraceparent(input.headers) }),
  signalWithStart: (input, next) => next({ ...input, headers: withTraceparent(input.headers) }),
};
