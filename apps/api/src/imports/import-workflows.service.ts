import { Injectable } from '@nestjs/common';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type * as workflows from '@cutline/worker/workflows';
import { TemporalService } from '../temporal/temporal.service.ts';

/** Starts and stops the workflow that imports a file. */
@Injectable()
export class ImportWorkflowsService {
  constructor(private readonly temporal: TemporalService) {}

  /** Started twice, it runs once. Throws what Temporal throws where it is away. */
  async start(workspaceId: string, importId: string): Promise<void> {
    try {
      await this.temporal.call((client) =>
        client.workflow.start<typeof workflows.importFile>('importFile', {
          workflowId: `import-${importId}`,
          taskQueue: this.temporal.taskQueue,
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          args: [{ workspaceId, importId }],
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  /** False where none is running. */
  async cancel(importId: string): Promise<boolean> {
    try {
      await this.temporal.call((client) => client.workflow.getHandle(`import-${importId}`).cancel());
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }
}
