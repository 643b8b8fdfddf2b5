import { sql } from 'drizzle-orm';
import { mostWorkspaces, workspaceGauge } from './gauges.ts';
import type { StoreReading } from './store-readings.ts';

const info = workspaceGauge(
  'cutline_workspace_info',
  'Always 1: which id a workspace has in addresses and workflows',
  'id',
);
const clockAge = workspaceGauge(
  'cutline_live_age_seconds',
  'How long ago the clock of a workspace was that short runs move on; absent where there is none',
);
const clockStopped = workspaceGauge(
  'cutline_live_stopped',
  '1 where short runs cannot move the clock of a workspace on',
);

/** Which workspaces there are, and how their clocks stand between runs. */
export const workspaces: StoreReading = {
  name: 'workspaces',
  async read(tx) {
    const { rows } = await tx.execute<{ workspace: number; id: string; age: number | null; stopped: boolean }>(sql`
      SELECT workspace.number AS workspace, workspace.id, extract(epoch FROM now() - clock.as_of)::float8 AS age, clock.error IS NOT NULL AS stopped
      FROM workspace
      LEFT JOIN live_clock clock ON clock.workspace_id = workspace.id
      WHERE workspace.deleted_at IS NULL
      ORDER BY age DESC NULLS LAST
      LIMIT ${mostWorkspaces}`);
    workspaces.forget();
    for (const { workspace, id, age, stopped } of rows) {
      info.set({ workspace, id }, 1);
      if (age === null) continue;
      clockAge.set({ workspace }, Math.max(0, age));
      clockStopped.set({ workspace }, stopped ? 1 : 0);
    }
  },
  forget() {
    for (const each of [info, clockAge, clockStopped]) each.reset();
  },
};
