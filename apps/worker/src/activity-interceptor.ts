import type { Context } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import type { Logger } from 'pino';
import { activityFailure, failureCode } from './activity-failures.ts';
import { beginProgress, progressOf } from './activity-progress.ts';

const heartbeatEvery = 3_000;

/**
 * Around every activity: heartbeats while it works, so that a dead worker is noticed within seconds and cancellation arrives, and the next try is told how far this one came; sorts its
 * failures; logs what failed, by code and never with data.
 */
export function activityInterceptor(context: Context, log: Logger): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      const { activityType, attempt, workflowExecution } = context.info;
      beginProgress(context);
      const beat = setInterval(() => context.heartbeat(progressOf(context)), heartbeatEvery);
      try {
        return await next(input);
      } catch (error) {
        log.warn(
          { activity: activityType, attempt, workflow: workflowExecution?.workflowId, code: failureCode(error) },
          'activity failed',
        );
        throw activityFailure(error, attempt, context.cancellationSignal.aborted);
      } finally {
        clearInterval(beat);
      }
    },
  };
}
