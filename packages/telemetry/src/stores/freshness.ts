import { sql } from 'drizzle-orm';
import { Gauge } from 'prom-client';
import { registry } from '../metrics/registry.ts';
import { mostWorkspaces, workspaceGauge } from './gauges.ts';
import type { StoreReading } from './store-readings.ts';

/** Late segments that are named, the latest first. */
const mostSegments = 100;

const segments = workspaceGauge('cutline_segments', 'Published segments');
const late = workspaceGauge('cutline_segments_late', 'Segments whose members speak of longer ago than their target');
const stale = workspaceGauge('cutline_segments_stale', 'Segments that the last run could not compute');
const oldest = workspaceGauge('cutline_segment_age_seconds', 'How long ago the members of the oldest segment speak of');
const ratio = workspaceGauge(
  'cutline_segment_age_ratio',
  'Age of segments to their target, of the worst segment: above 1 it is late',
);
const named = workspaceGauge(
  'cutline_late_segment_age_seconds',
  `How long ago the members of a late segment speak of: of the ${mostSegments} latest only`,
  'segment',
);
const leftOut = new Gauge({
  name: 'cutline_workspaces_left_out',
  help: `Workspaces beyond the ${mostWorkspaces} with the latest segments, which have no metrics of their own`,
  registers: [registry],
});

interface FreshnessRow extends Record<string, unknown> {
  workspace: number;
  segments: number;
  late: number;
  stale: number;
  age: number;
  ratio: number;
  segment: string | null;
  of: number;
}

/**
 * How old segments are against their targets: `definition.freshness` seconds or, where nobody said, twice the time between scheduled runs. A segment is as old as its head or, where it
 * is current, the clock of its workspace that short runs move on; one that was never computed as old as its publishing.
 */
export const freshness: StoreReading = {
  name: 'freshness',
  async read(tx) {
    const { rows } = await tx.execute<FreshnessRow>(sql`
      WITH each AS MATERIALIZED (
        SELECT workspace.number AS workspace, definition.id AS segment, coalesce(head.status = 'stale', false) AS stale,
          extract(epoch FROM now() - coalesce(
            CASE WHEN head.status = 'current' THEN greatest(head.as_of, clock.as_of) ELSE head.as_of END, definition.updated_at
          ))::float8 AS age,
          coalesce(definition.freshness, 120 * workspace.recompute_every)::float8 AS target
        FROM definition
        JOIN workspace ON workspace.id = definition.workspace_id AND workspace.deleted_at IS NULL
        LEFT JOIN segment_head head ON head.definition_id = definition.id
        LEFT JOIN live_clock clock ON clock.workspace_id = workspace.id
        WHERE definition.kind = 'segment' AND definition.deleted_at IS NULL
      ), whole AS (
        SELECT workspace, count(*)::int AS segments, count(*) FILTER (WHERE age > target)::int AS late,
          count(*) FILTER (WHERE stale)::int AS stale, max(age) AS age, max(age / greatest(target, 1)) AS ratio
        FROM each GROUP BY workspace
      )
      (SELECT *, NULL AS segment, count(*) OVER ()::int AS of FROM whole ORDER BY ratio DESC LIMIT ${mostWorkspaces})
      UNION ALL
      (
        SELECT workspace, 0, 0, 0, age, age / greatest(target, 1), segment::text, 0
        FROM each WHERE age > target ORDER BY 6 DESC LIMIT ${mostSegments}
      )`);
    freshness.forget();
    leftOut.set(Math.max(0, (rows[0]?.of ?? 0) - mostWorkspaces));
    for (const row of rows) {
      const { workspace, segment } = row;
      if (segment !== null) {
        named.set({ workspace, segment }, row.age);
        continue;
      }
      segments.set({ workspace }, row.segments);
      late.set({ workspace }, row.late);
      stale.set({ workspace }, row.stale);
      // What was computed for a moment to come is not old.
      oldest.set({ workspace }, Math.max(0, row.age));
      ratio.set({ workspace }, Math.max(0, row.ratio));
    }
  },
  forget() {
    for (const each of [segments, late, stale, oldest, ratio, named]) each.reset();
  },
};
