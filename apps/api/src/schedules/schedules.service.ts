import { Injectable } from '@nestjs/common';
import {
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptionsAction,
} from '@temporalio/client';
import type { WorkspaceRow } from '../access/caller.ts';
import { TemporalService } from '../temporal/temporal.service.ts';

type Scheduled = Pick<WorkspaceRow, 'id' | 'recomputeEvery'>;

const prefix = 'recompute-schedule-';

/** Keeps Temporal's schedules what Postgres says they should be: one for each workspace. */
@Injectable()
export class SchedulesService {
  constructor(private readonly temporal: TemporalService) {}

  /** Creates or corrects a workspace's schedule. Throws what Temporal throws where it is away. */
  async ensure(workspace: Scheduled): Promise<void> {
    await this.temporal.call(async (client) => {
      const handle = client.schedule.getHandle(`${prefix}${workspace.id}`);
      try {
        await handle.update((current) => ({ ...current, spec: specOf(workspace), action: this.#actionOf(workspace) }));
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
        await this.#create(client, workspace);
      }
    });
  }

  /** The same; where Temporal is away, the housekeeping does it later. */
  async ensureSoon(workspace: Scheduled): Promise<void> {
    await this.temporal.tryNow('schedule', () => this.ensure(workspace));
  }

  /** Makes the schedules those of the workspaces that `load` gives, and no others. */
  async reconcile(load: () => Promise<Scheduled[]>): Promise<void> {
    const existing = await this.temporal.call(async (client) => {
      const found = new Map<string, number>();
      for await (const { scheduleId, spec, memo } of client.schedule.list()) {
        // Another installation may share this Temporal.
        if (!scheduleId.startsWith(prefix) || memo?.['taskQueue'] !== this.temporal.taskQueue) continue;
        found.set(scheduleId.slice(prefix.length), Number(spec?.intervals?.[0]?.every ?? 0));
      }
      return found;
    });
    // Asked for after the schedules: one made meanwhile has its workspace among these.
    for (const workspace of await load()) {
      if (existing.get(workspace.id) !== everyMilliseconds(workspace)) await this.ensure(workspace);
      existing.delete(workspace.id);
    }
    for (const id of existing.keys()) {
      await this.temporal.call((client) => client.schedule.getHandle(`${prefix}${id}`).delete());
    }
  }

  async #create(client: Client, workspace: Scheduled): Promise<void> {
    await client.schedule.create({
      scheduleId: `${prefix}${workspace.id}`,
      spec: specOf(workspace),
      action: this.#actionOf(workspace),
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
      memo: { taskQueue: this.temporal.taskQueue },
    });
  }

  #actionOf({ id }: Scheduled): ScheduleOptionsAction & { workflowId: string } {
    return {
      type: 'startWorkflow',
      workflowType: 'requestRecompute',
      workflowId: `request-recompute-${id}`,
      taskQueue: this.temporal.taskQueue,
      args: [{ workspaceId: id }],
    };
  }
}

function specOf(workspace: Scheduled) {
  return { intervals: [{ every: everyMilliseconds(workspace) }] };
}

function everyMilliseconds({ recomputeEvery }: Scheduled): number {
  return recomputeEvery * 60_000;
}
