import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';

/**
 * The instant before which events are older than `days`: midnight, in the workspace's time zone, that many days before today. ISO 8601, UTC. Null
 * where the workspace does not exist (any more).
 */
export async function retentionCutoff(database: Database, workspaceId: string, days: number): Promise<string | null> {
  const result = await database.execute<{ cutoff: string }>(sql`
    SELECT to_char(
      ((date_trunc('day', now() AT TIME ZONE time_zone) - make_interval(days => ${days})) AT TIME ZONE time_zone) AT TIME ZONE 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS"Z"'
    ) AS cutoff
    FROM workspace WHERE id = ${workspaceId} AND deleted_at IS NULL`);
  return result.rows[0]?.cutoff ?? null;
}
