import { Injectable } from '@nestjs/common';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type * as workflows from '@cutline/worker/workflows';
import { TemporalService } from '../temporal/temporal.service.ts';

/** Starts the workflow that empties a workspace which has been hidden. */
@Injectable()
export class RemovalsService {
  constructor(private readonly temporal: TemporalService) {}

  /** Throws what Temporal throws where it is away. Started twice, it runs once. */
  async start(workspaceId: string): Promise<void> {
    try {
      await this.temporal.call((client) =>
        client.workflow.start<typeof workflows.removeWorkspace>('removeWorkspace', {
          workflowId: `remove-${workspaceId}`,
          taskQueue: this.temporal.taskQueue,
          args: [{ workspaceId }],
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  /** The same; where Temporal is away, the housekeeping starts it later. */
  async startSoon(workspaceId: string): Promise<void> {
    await this.temporal.tryNow('removal', () => this.start(workspaceId));
  }
}
