import { sql } from 'drizzle-orm';
import { Counter, Histogram } from 'prom-client';
import { registry } from '../metrics/registry.ts';
import { workspaceGauge } from './gauges.ts';
import { NumberedRows } from './numbered-rows.ts';
import type { StoreReading } from './store-readings.ts';

const registers = [registry];
const running = workspaceGauge(
  'cutline_run_running_seconds',
  'How long the oldest run has been under way; absent where none is',
);
const ended = new Counter({
  name: 'cutline_runs_total',
  help: 'Runs that ended since this process began, by how',
  labelNames: ['workspace', 'scope', 'status'],
  registers,
});
const seconds = new Histogram({
  name: 'cutline_run_seconds',
  help: 'Time that runs took from their beginning to their end',
  labelNames: ['scope', 'status'],
  buckets: [0.1, 0.5, 2, 10, 30, 120, 600, 3600],
  registers,
});

/** Rows of one look; what is beyond is read by the next. */
const most = 5_000;

interface RunRow extends Record<string, unknown> {
  workspace: number;
  number: number;
  done: boolean;
  scope: string;
  status: string;
  seconds: number;
}

const seen = new NumberedRows();

/** Runs that ended, and those under way. */
export const runs: StoreReading = {
  name: 'runs',
  async read(tx) {
    const { rows: last } = await tx.execute<{ workspace: number; last: string }>(sql`
      SELECT workspace, last_run AS last FROM workspace_counter WHERE last_run > 0`);
    const { workspaces, from } = seen.begin(new Map(last.map((row) => [row.workspace, Number(row.last)])));
    const { rows } = await tx.execute<RunRow>(sql`
      SELECT seen.workspace, run.number::float8 AS number, run.status <> 'running' AS done, run.scope, run.status,
        extract(epoch FROM coalesce(run.finished_at, now()) - run.started_at)::float8 AS seconds
      FROM unnest(${sql.param(workspaces)}::integer[], ${sql.param(from)}::bigint[]) AS seen (workspace, number)
      JOIN workspace ON workspace.number = seen.workspace
      JOIN run ON run.workspace_id = workspace.id AND run.number > seen.number
      ORDER BY run.number
      LIMIT ${most}`);
    running.reset();
    const oldest = new Map<number, number>();
    for (const row of rows)
      if (!row.done) oldest.set(row.workspace, Math.max(row.seconds, oldest.get(row.workspace) ?? 0));
    for (const [workspace, age] of oldest) running.set({ workspace }, age);
    for (const { workspace, scope, status, seconds: duration } of seen.take(rows)) {
      ended.inc({ workspace, scope, status });
      seconds.observe({ scope, status }, duration);
    }
  },
  forget: () => running.reset(),
};
