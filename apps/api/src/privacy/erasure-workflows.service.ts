import { Injectable } from '@nestjs/common';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type * as workflows from '@cutline/worker/workflows';
import { TemporalService } from '../temporal/temporal.service.ts';

/** The workflow that erases a person. It is told ids only. */
@Injectable()
export class ErasureWorkflowsService {
  constructor(private readonly temporal: TemporalService) {}

  /** Throws what Temporal throws where it is away. Started twice, it runs once. */
  async start(workspaceId: string, erasureId: string): Promise<void> {
    try {
      await this.temporal.call((client) =>
        client.workflow.start<typeof workflows.erasePerson>('erasePerson', {
          workflowId: `erase-${erasureId}`,
          taskQueue: this.temporal.taskQueue,
          args: [{ workspaceId, erasureId }],
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  /** The same; where Temporal is away, the housekeeping starts it later. Nothing new of the person gets in meanwhile. */
  async startSoon(workspaceId: string, erasureId: string): Promise<void> {
    await this.temporal.tryNow('erasure', () => this.start(workspaceId, erasureId));
  }
}
