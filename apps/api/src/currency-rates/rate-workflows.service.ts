import { Injectable } from '@nestjs/common';
import type * as workflows from '@cutline/worker/workflows';
import { TemporalService } from '../temporal/temporal.service.ts';
import type { ReadRate } from './read-rates.ts';

/** The workflow that lands exchange rates. */
@Injectable()
export class RateWorkflowsService {
  constructor(private readonly temporal: TemporalService) {}

  /** Throws what Temporal throws where it is away. */
  async start(workspaceId: string, importId: string, rates: ReadRate[]): Promise<void> {
    await this.temporal.call((client) =>
      client.workflow.start<typeof workflows.importRates>('importRates', {
        workflowId: `rates-${importId}`,
        taskQueue: this.temporal.taskQueue,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        args: [{ workspaceId, importId, rates }],
      }),
    );
  }

  /** Waits a moment for the end, which mostly comes at once. */
  async settle(importId: string): Promise<void> {
    await this.temporal
      .call((client) => client.workflow.getHandle(`rates-${importId}`).result())
      // However it went, the import's status says it.
      .catch(() => {});
  }
}
