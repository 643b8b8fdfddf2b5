import { Injectable } from '@nestjs/common';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type * as workflows from '@cutline/worker/workflows';
import { TemporalService } from '../temporal/temporal.service.ts';

/** The workflow that deletes events by a workspace's rules. */
@Injectable()
export class RetentionWorkflowsService {
  constructor(private readonly temporal: TemporalService) {}

  /** Throws what Temporal throws where it is away. While it runs for the workspace, it is not started again. */
  async start(workspaceId: string): Promise<void> {
    try {
      await this.temporal.call((client) =>
        client.workflow.start<typeof workflows.applyRetention>('applyRetention', {
          workflowId: `retention-${workspaceId}`,
          taskQueue: this.temporal.taskQueue,
          args: [{ workspaceId }],
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}
