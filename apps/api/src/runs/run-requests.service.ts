import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type * as workflows from '@cutline/worker/workflows';
import type { WorkspaceRow } from '../access/caller.ts';
import { TemporalService } from '../temporal/temporal.service.ts';
import type { Run } from './runs.schemas.ts';

type RunRequest = { trigger: Run['trigger']; requestId: string; asOf?: string };

/** Asks the workspace's workflow for runs; it takes them one after another. */
@Injectable()
export class RunRequestsService {
  constructor(private readonly temporal: TemporalService) {}

  /** Returns the request's id. Throws what Temporal throws where it is away. */
  async request({ id }: Pick<WorkspaceRow, 'id'>, trigger: Run['trigger'], asOf?: string): Promise<string> {
    const requestId = randomUUID();
    const request: RunRequest = { trigger, requestId, ...(asOf === undefined ? {} : { asOf }) };
    await this.temporal.call((client) =>
      client.workflow.signalWithStart<typeof workflows.recomputeWorkspace, [RunRequest]>('recomputeWorkspace', {
        workflowId: `recompute-${id}`,
        taskQueue: this.temporal.taskQueue,
        args: [{ workspaceId: id, trigger }],
        signal: 'requestRun',
        signalArgs: [request],
      }),
    );
    return requestId;
  }

  /**
   * The same for what has been stored already and must not fail with Temporal: where it is away, the housekeeping finds
   * that definitions are newer than the last run and asks again.
   */
  async requestSoon(workspace: Pick<WorkspaceRow, 'id'>, trigger: Run['trigger']): Promise<void> {
    await this.temporal.tryNow('run', () => this.request(workspace, trigger));
  }
}
