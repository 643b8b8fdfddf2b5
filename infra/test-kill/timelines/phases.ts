import type { Pool } from 'pg';
import { until } from '../until.ts';

/** What can be hit: a step of a run, timelines that are made, or that are added to. */
export const phases = ['run', 'backfill', 'append'] as const;
export type Phase = (typeof phases)[number];

const questions: Record<Phase, string> = {
  run: `SELECT 1 FROM run WHERE workspace_id = $1 AND status = 'running'`,
  backfill: `SELECT 1 FROM stream WHERE workspace_id = $1 AND status = 'building'`,
  append: `SELECT 1 FROM stream WHERE workspace_id = $1 AND adding IS NOT NULL`,
};

/** Resolves when a phase of a workspace (its id) is under way; after a minute in vain without it. */
export async function phaseHasBegun(postgres: Pool, workspaceId: string, phase: Phase): Promise<void> {
  await until(`a ${phase}`, () => isUnderWay(postgres, workspaceId, phase), 60_000, 4).catch(() => {});
}

/** The phases that are under way, in words. */
export async function phasesNow(postgres: Pool, workspaceId: string): Promise<Phase[]> {
  const now = await Promise.all(
    phases.map(async (phase) => ((await isUnderWay(postgres, workspaceId, phase)) ? [phase] : [])),
  );
  return now.flat();
}

async function isUnderWay(postgres: Pool, workspaceId: string, phase: Phase): Promise<true | undefined> {
  const { rowCount } = await postgres.query(questions[phase], [workspaceId]);
  return (rowCount ?? 0) > 0 ? true : undefined;
}
