import { sql } from 'drizzle-orm';
import { Counter } from 'prom-client';
import { registry } from '../metrics/registry.ts';
import { NumberedRows } from './numbered-rows.ts';
import type { StoreReading } from './store-readings.ts';

const registers = [registry];
const labelNames = ['workspace'] as const;
const batches = new Counter({
  name: 'cutline_batches_landed_total',
  help: 'Batches that landed in ClickHouse since this process began: of the inbox, of files, and by hand',
  labelNames,
  registers,
});
const events = new Counter({
  name: 'cutline_events_landed_total',
  help: 'Events that landed in ClickHouse since this process began',
  labelNames,
  registers,
});

/** Rows of one look; what is beyond is read by the next. */
const most = 20_000;

interface BatchRow extends Record<string, unknown> {
  workspace: number;
  number: number;
  done: boolean;
  events: number;
}

const seen = new NumberedRows();

/** What was drained from the inbox, or landed in another way. */
export const landedBatches: StoreReading = {
  name: 'batches',
  async read(tx) {
    const { rows: last } = await tx.execute<{ workspace: number; last: string }>(sql`
      SELECT workspace, last_batch AS last FROM workspace_counter WHERE last_batch > 0`);
    const { workspaces, from } = seen.begin(new Map(last.map((row) => [row.workspace, Number(row.last)])));
    const { rows } = await tx.execute<BatchRow>(sql`
      SELECT seen.workspace, batch.number::float8 AS number, batch.status = 'landed' AS done, batch.events
      FROM unnest(${sql.param(workspaces)}::integer[], ${sql.param(from)}::bigint[]) AS seen (workspace, number)
      JOIN ingestion_batch batch ON batch.workspace = seen.workspace AND batch.number > seen.number
      ORDER BY batch.number
      LIMIT ${most}`);
    for (const row of seen.take(rows)) {
      batches.inc({ workspace: row.workspace });
      events.inc({ workspace: row.workspace }, row.events);
    }
  },
  forget: () => {},
};
