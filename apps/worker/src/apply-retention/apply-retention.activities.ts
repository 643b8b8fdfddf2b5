import { and, asc, eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace } from '../find-workspace.ts';
import { doubtStreams } from '../timelines/stream-state.ts';
import { countOldEvents, deleteOldEvents } from './old-events.ts';
import { retentionCutoff } from './retention-cutoff.ts';

export interface ApplyRetentionInput {
  workspaceId: string;
}

/** A rule as it is applied tonight. */
export interface DueRule extends ApplyRetentionInput {
  action: string;
  /** Events before it go: ISO 8601, UTC. */
  cutoff: string;
  events: number;
}

const { retentionRule } = schema;

/** Activities of `applyRetention`. */
export function applyRetentionActivities({ database, clickhouse }: Dependencies) {
  return {
    /** Every rule of a workspace with the events that it deletes now: counted first, so that a try that is cut off loses no count. */
    async findOldEvents({ workspaceId }: ApplyRetentionInput): Promise<DueRule[]> {
      const { number: workspace } = await findWorkspace(database, workspaceId);
      const rules = await database
        .select()
        .from(retentionRule)
        .where(eq(retentionRule.workspaceId, workspaceId))
        .orderBy(asc(retentionRule.action));
      const due: DueRule[] = [];
      for (const { action, days } of rules) {
        const cutoff = (await retentionCutoff(database, workspaceId, days))!;
        const events = await countOldEvents(clickhouse, { workspace, action, cutoff });
        due.push({ workspaceId, action, cutoff, events });
      }
      return due;
    },

    /** Deletes the events of a rule, unless it was taken back or made longer meanwhile. */
    async deleteOldEvents({ workspaceId, action, cutoff, events }: DueRule): Promise<void> {
      const workspace = await findWorkspace(database, workspaceId);
      const its = and(eq(retentionRule.workspaceId, workspaceId), eq(retentionRule.action, action));
      const [rule] = await database.select().from(retentionRule).where(its);
      const today = rule && (await retentionCutoff(database, workspaceId, rule.days));
      if (!rule || !today || today < cutoff) return;
      if (events > 0) {
        await deleteOldEvents(clickhouse, { workspace: workspace.number, action, cutoff });
        await doubtStreams(database, workspaceId, action);
      }
      await database.update(retentionRule).set({ appliedAt: new Date(), deleted: events }).where(its);
    },
  };
}
