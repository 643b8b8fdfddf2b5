import { sql, type SQL } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';

/** Days and months before the present ones of which the last state is kept. */
const keptDays = 35;
const keptMonths = 24;
/** Everything of so long ago or less is kept: whoever looked up a segment's head then may still be reading. In minutes. */
export const untouchedMinutes = 60;

/** Of which runs of a workspace the members of its segments are kept. */
export interface KeptRuns {
  /** All that was written by runs with greater numbers is kept. */
  settled: number;
  /** Up to `settled`, and with it: the runs after which the state is kept, ascending. */
  states: number[];
  /** Of these the ones after which the base is. */
  bases: number[];
}

/** The last runs of days and months are found among so many days of runs. */
const searchedDays = (keptMonths + 1) * 31;

/**
 * `SELECT number`: the last run of each of a workspace's last days and months, as the zone was in which it was computed: so what was chosen is not chosen otherwise when the
 * workspace's zone changes, and only runs that come later can take its place.
 */
function lastRunsOfDays(workspaceId: string, now: SQL): SQL {
  const completed = sql`run.workspace_id = ${workspaceId} AND run.status = 'completed'`;
  return sql`(
    WITH zoned AS (
      SELECT number, settings->>'timeZone' AS zone, lag(settings->>'timeZone') OVER (ORDER BY number) AS before
      FROM run
      WHERE ${completed} AND scope <> 'live' AND settings->>'timeZone' IS NOT NULL
    ), stretch AS (
      SELECT zone, CASE WHEN before IS NULL THEN 0 ELSE number END AS since, lead(number) OVER (ORDER BY number) AS until
      FROM zoned
      WHERE zone IS DISTINCT FROM before
    ), daily AS (
      SELECT (run.as_of AT TIME ZONE coalesce(stretch.zone, workspace.time_zone))::date AS day,
        max(ARRAY[(extract(epoch FROM run.as_of) * 1000)::bigint, run.number]) AS last
      FROM run
        JOIN workspace ON workspace.id = run.workspace_id
        LEFT JOIN stretch ON run.number >= stretch.since AND (stretch.until IS NULL OR run.number < stretch.until)
      WHERE ${completed} AND run.as_of > ${now} - make_interval(days => ${searchedDays}::integer)
      GROUP BY 1
    ), today AS (
      SELECT (${now} AT TIME ZONE time_zone)::date AS day FROM workspace WHERE id = ${workspaceId}
    )
    SELECT last[2] AS number
    FROM daily
    WHERE day >= (SELECT day FROM today) - ${keptDays}::integer
    UNION
    SELECT (max(last))[2]
    FROM daily
    WHERE day >= date_trunc('month', (SELECT day FROM today)::timestamp) - make_interval(months => ${keptMonths}::integer)
    GROUP BY date_trunc('month', day::timestamp)
  )`;
}

/**
 * The runs of a workspace after which the members of its segments are kept: the last one that was published an hour ago, which all heads of then agree with; those that a
 * metric's distribution or the reasons of a segment made of others go back to; those that a run under way builds upon; and the last ones of days and months. Null where
 * nothing was published an hour ago. `now` stands in for the clock.
 */
export async function keptRuns(
  database: Database | Transaction,
  workspaceId: string,
  now = new Date(),
): Promise<KeptRuns | null> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const own = sql`workspace_id = ${workspaceId}`;
  const published = await database.execute<{ number: string }>(sql`
    SELECT number FROM run
    WHERE ${own} AND status = 'completed' AND finished_at < ${at} - make_interval(mins => ${untouchedMinutes}::integer)
    ORDER BY number DESC LIMIT 1`);
  const [last] = published.rows;
  if (!last) return null;
  const settled = Number(last.number);
  // A run that begins now builds upon what is published now, which is not before `settled`.
  const found = await database.execute<{ number: string; base: boolean }>(sql`
    SELECT ${settled}::bigint AS number, true AS base
    UNION
    SELECT (settings->'earlier'->>'published')::bigint, true FROM run
    WHERE ${own} AND status = 'running' AND settings->'earlier' IS NOT NULL
    UNION
    SELECT max(number), false FROM run WHERE ${own} AND scope <> 'live' AND status = 'completed' AND number <= ${settled}
    UNION
    SELECT (SELECT max(run) FROM metric_value WHERE definition_id = definition.id AND run <= ${settled}), false
    FROM definition
    WHERE ${own} AND kind = 'metric' AND deleted_at IS NULL
    UNION
    SELECT (SELECT max(run) FROM segment_size WHERE definition_id = definition.id AND run <= ${settled}), false
    FROM definition
      JOIN segment_head ON segment_head.definition_id = definition.id
      JOIN definition_version ON definition_version.definition_id = definition.id AND definition_version.version = segment_head.version
    WHERE ${own} AND kind = 'segment' AND deleted_at IS NULL
      AND jsonb_path_exists(definition_version.document, '$.**.type ? (@ == "segment")')
    UNION
    SELECT number, false FROM ${lastRunsOfDays(workspaceId, at)} AS days`);
  const rows = found.rows
    .filter(({ number }) => number !== null)
    .map((row) => ({ number: Number(row.number), base: row.base }))
    .filter(({ number }) => number <= settled);
  const ascending = (each: typeof rows): number[] =>
    [...new Set(each.map(({ number }) => number))].sort((a, b) => a - b);
  return { settled, states: ascending(rows), bases: ascending(rows.filter(({ base }) => base)) };
}
