import { sql } from 'drizzle-orm';
import { mostWorkspaces, workspaceGauge } from './gauges.ts';
import type { StoreReading } from './store-readings.ts';

const streams = workspaceGauge('cutline_streams', 'Streams of which timelines are kept', 'state');
const behind = workspaceGauge(
  'cutline_streams_behind',
  'Streams in use that do not hold all batches that have landed. Runs add to them, so between two runs some are',
);
const behindFor = workspaceGauge(
  'cutline_streams_behind_seconds',
  'How long ago the oldest batch landed that a stream in use does not hold; 0 where none is missing',
);

interface StreamsRow extends Record<string, unknown> {
  workspace: number;
  building: number;
  ready: number;
  doubted: number;
  behind: number;
  seconds: number;
}

/** How far timelines are built and added to. Runs leave alone what nobody uses, so streams that none has read for a day do not count as behind. */
export const timelines: StoreReading = {
  name: 'timelines',
  async read(tx) {
    const { rows } = await tx.execute<StreamsRow>(sql`
      SELECT each.workspace,
        count(*) FILTER (WHERE state = 'building')::int AS building,
        count(*) FILTER (WHERE state = 'ready')::int AS ready,
        count(*) FILTER (WHERE state = 'doubted')::int AS doubted,
        count(missing.landed_at)::int AS behind,
        coalesce(max(extract(epoch FROM now() - missing.landed_at)), 0)::float8 AS seconds
      FROM (
        SELECT workspace.number AS workspace, stream.known, CASE WHEN stream.doubted THEN 'doubted' ELSE stream.status END AS state,
          coalesce(stream.used_at, stream.created_at) > now() - interval '1 day' AS used
        FROM stream
        JOIN workspace ON workspace.id = stream.workspace_id AND workspace.deleted_at IS NULL
      ) each
      LEFT JOIN LATERAL (
        SELECT batch.landed_at
        FROM ingestion_batch batch
        WHERE batch.workspace = each.workspace AND batch.number > each.known AND batch.status = 'landed'
        ORDER BY batch.number
        LIMIT 1
      ) missing ON each.state = 'ready' AND each.used
      GROUP BY each.workspace
      ORDER BY seconds DESC
      LIMIT ${mostWorkspaces}`);
    timelines.forget();
    for (const { workspace, seconds, ...row } of rows) {
      for (const state of ['building', 'ready', 'doubted'] as const) streams.set({ workspace, state }, row[state]);
      behind.set({ workspace }, row.behind);
      behindFor.set({ workspace }, Math.max(0, seconds));
    }
  },
  forget() {
    for (const each of [streams, behind, behindFor]) each.reset();
  },
};
