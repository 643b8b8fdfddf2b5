import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { WorkflowNotFoundError } from '@temporalio/client';
import type * as workflows from '@cutline/worker/workflows';
import type { WorkspaceRow } from '../access/caller.ts';
import { TemporalService } from '../temporal/temporal.service.ts';
import type { Run } from './runs.schemas.ts';

/** Updates between runs are not asked for: events bring them about. */
type Trigger = Exclude<Run['trigger'], 'events'>;
type What = { asOf?: string; scope?: Exclude<Run['scope'], 'live'> };
type RunRequest = What & { trigger: Trigger; requestId: string };

/** Asks the workspace's workflow for runs; it takes them one after another. */
@Injectable()
export class RunRequestsService {
  constructor(private readonly temporal: TemporalService) {}

  /** Returns the request's id. Throws what Temporal throws where it is away. */
  async request({ id }: Pick<WorkspaceRow, 'id'>, trigger: Trigger, what: What = {}): Promise<string> {
    const requestId = randomUUID();
    const request: RunRequest = { trigger, requestId, ...what };
    await this.temporal.call((client) =>
      client.workflow.signalWithStart<typeof workflows.recomputeWorkspace, [RunRequest]>('recomputeWorkspace', {
        workflowId: workflowOf(id),
        taskQueue: this.temporal.taskQueue,
        args: [{ workspaceId: id, trigger }],
        signal: 'requestRun',
        signalArgs: [request],
      }),
    );
    return requestId;
  }

  /** Asks a run to end. False where nothing is there that could end it. Throws what Temporal throws where it is away. */
  async cancel({ id }: Pick<WorkspaceRow, 'id'>, runId: string): Promise<boolean> {
    try {
      await this.temporal.call((client) => client.workflow.getHandle(workflowOf(id)).signal('cancelRun', runId));
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /**
   * The same as `request` for what has been stored already and must not fail with Temporal: where it is away, the housekeeping finds
   * that definitions are newer than the last run and asks again.
   */
  async requestSoon(workspace: Pick<WorkspaceRow, 'id'>, trigger: Trigger): Promise<void> {
    await this.temporal.tryNow('run', () => this.request(workspace, trigger));
  }
}

function workflowOf(workspaceId: string): string {
  return `recompute-${workspaceId}`;
}
