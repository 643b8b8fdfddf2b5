import { Inject, Injectable } from '@nestjs/common';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Database } from '@cutline/postgres';
import type * as workflows from '@cutline/worker/workflows';
import { POSTGRES } from '../databases/tokens.ts';
import { TemporalService } from '../temporal/temporal.service.ts';
import { listUnfilledDemos } from './demo.queries.ts';

/** Fills demo workspaces with events. */
@Injectable()
export class DemoService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly temporal: TemporalService,
  ) {}

  /** Starts the workflow of each demo workspace that has not been computed yet. Throws what Temporal throws where it is away. */
  async fill(): Promise<void> {
    for (const { id } of await listUnfilledDemos(this.database)) {
      try {
        await this.temporal.call((client) =>
          client.workflow.start<typeof workflows.loadDemo>('loadDemo', {
            workflowId: `demo-${id}`,
            taskQueue: this.temporal.taskQueue,
            workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
            args: [{ workspaceId: id }],
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    }
  }
}
