import { Injectable } from '@nestjs/common';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type * as workflows from '@cutline/worker/workflows';
import { TemporalService } from '../temporal/temporal.service.ts';

/** One for the installation, whoever starts it. */
export const thinningId = 'thin-memberships';

/** The workflow that deletes what nobody can need of memberships. */
@Injectable()
export class ThinningService {
  constructor(private readonly temporal: TemporalService) {}

  /** Throws what Temporal throws where it is away. While it runs, it is not started again. */
  async start(): Promise<void> {
    try {
      await this.temporal.call((client) =>
        client.workflow.start<typeof workflows.thinMemberships>('thinMemberships', {
          workflowId: thinningId,
          taskQueue: this.temporal.taskQueue,
          args: [],
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}
