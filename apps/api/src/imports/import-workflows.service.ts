import { Injectable } from '@nestjs/common';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type * as workflows from '@cutline/worker/workflows';
import { TemporalService } from '../temporal/temporal.service.ts';

/** Starts and stops the workflow that imports a file. */
@Injectable()
export class ImportWorkflowsService {
  constructor(private readonly temporal: TemporalService) {}

  /** Started twice, it runs once. Throws what Temporal throws where it is away. */
  start(workspaceId: string, importId: string): Promise<void> {
    return this.#start<typeof workflows.importFile>('importFile', `import-${importId}`, { workspaceId, importId });
  }

  /** Takes an import back; begun twice, it is done once. */
  undo(workspaceId: string, importId: string): Promise<void> {
    return this.#start<typeof workflows.undoImport>('undoImport', `undo-import-${importId}`, { workspaceId, importId });
  }

  /** Fetches a file from its bucket; begun twice, it is done once. */
  fetch(workspaceId: string, importId: string): Promise<void> {
    return this.#start<typeof workflows.fetchFile>('fetchFile', `fetch-import-${importId}`, { workspaceId, importId });
  }

  async #start<T extends (input: { workspaceId: string; importId: string }) => Promise<void>>(
    workflow: string,
    workflowId: string,
    input: Parameters<T>[0],
  ): Promise<void> {
    try {
      await this.temporal.call((client) =>
        client.workflow.start(workflow, {
          workflowId,
          taskQueue: this.temporal.taskQueue,
          workflowIdReusePolicy: workflow === 'undoImport' ? 'ALLOW_DUPLICATE_FAILED_ONLY' : 'REJECT_DUPLICATE',
          args: [input],
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  /** False where none is running. */
  async cancel(importId: string, workflow: 'import' | 'fetch-import' = 'import'): Promise<boolean> {
    try {
      await this.temporal.call((client) => client.workflow.getHandle(`${workflow}-${importId}`).cancel());
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }
}
