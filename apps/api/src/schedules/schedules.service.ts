import { Injectable, Logger } from '@nestjs/common';
import { ScheduleNotFoundError, ScheduleOverlapPolicy, type Client, type ScheduleOptionsAction } from '@temporalio/client';
import type { WorkspaceRow } from '../access/caller.ts';
import { TASK_QUEUE, TemporalService } from '../temporal/temporal.service.ts';

type Scheduled = Pick<WorkspaceRow, 'id' | 'recomputeEvery'>;

const prefix = 'recompute-schedule-';

/** Keeps Temporal's schedules what Postgres says they should be: one for each workspace. */
@Injectable()
export class SchedulesService {
  readonly #logger = new Logger('schedules');

  constructor(private readonly temporal: TemporalService) {}

  /** Creates or corrects a workspace's schedule. Throws what Temporal throws where it is away. */
  async ensure(workspace: Scheduled): Promise<void> {
    await this.temporal.call(async (client) => {
      const handle = client.schedule.getHandle(`${prefix}${workspace.id}`);
      try {
        await handle.update((current) => ({ ...current, spec: specOf(workspace), action: actionOf(workspace) }));
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
        await create(client, workspace);
      }
    });
  }

  /** The same; where Temporal is away, the housekeeping does it later. */
  async ensureSoon(workspace: Scheduled): Promise<void> {
    try {
      await this.ensure(workspace);
    } catch (error) {
      this.#logger.warn({ workspace: workspace.id, reason: error instanceof Error ? error.message : '' }, 'The schedule will be set later');
    }
  }

  /** Makes the schedules those of `workspaces`, and no others. */
  async reconcile(workspaces: Scheduled[]): Promise<void> {
    const existing = await this.temporal.call(async (client) => {
      const found = new Map<string, number>();
      for await (const { scheduleId, spec } of client.schedule.list()) {
        if (scheduleId.startsWith(prefix)) found.set(scheduleId.slice(prefix.length), Number(spec?.intervals?.[0]?.every ?? 0));
      }
      return found;
    });
    for (const workspace of workspaces) {
      if (existing.get(workspace.id) !== everyMilliseconds(workspace)) await this.ensure(workspace);
      existing.delete(workspace.id);
    }
    for (const id of existing.keys()) {
      await this.temporal.call((client) => client.schedule.getHandle(`${prefix}${id}`).delete());
    }
  }
}

async function create(client: Client, workspace: Scheduled): Promise<void> {
  await client.schedule.create({
    scheduleId: `${prefix}${workspace.id}`,
    spec: specOf(workspace),
    action: actionOf(workspace),
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
  });
}

function specOf(workspace: Scheduled) {
  return { intervals: [{ every: everyMilliseconds(workspace) }] };
}

function actionOf({ id }: Scheduled): ScheduleOptionsAction & { workflowId: string } {
  return {
    type: 'startWorkflow',
    workflowType: 'requestRecompute',
    workflowId: `request-recompute-${id}`,
    taskQueue: TASK_QUEUE,
    args: [{ workspaceId: id }],
  };
}

function everyMilliseconds({ recomputeEvery }: Scheduled): number {
  return recomputeEvery * 60_000;
}
