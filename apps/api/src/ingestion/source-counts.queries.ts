import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';

/** Messages of a source, by outcome. */
export interface SourceCount {
  accepted: number;
  ignored: number;
  refused: number;
}

/** Adds what came to the counts of this hour (UTC), by the ids of sources, and notes that it came. Sources that were deleted meanwhile are left out. */
export async function addToCounts(database: Database, counts: ReadonlyMap<string, SourceCount>): Promise<void> {
  // In one order everywhere, so that two processes that count at once do not wait for each other.
  const ids = [...counts.keys()].sort();
  const of = (kind: keyof SourceCount): number[] => ids.map((id) => counts.get(id)![kind]);
  await database.execute(sql`
    WITH told AS (
      SELECT told.* FROM unnest(
        ${sql.param(ids)}::uuid[], ${sql.param(of('accepted'))}::bigint[],
        ${sql.param(of('ignored'))}::bigint[], ${sql.param(of('refused'))}::bigint[]
      ) AS told (id, accepted, ignored, refused)
      JOIN source USING (id)
      ORDER BY id
    ), touched AS (
      UPDATE source SET last_message_at = now() FROM told
      WHERE source.id = told.id
        AND (source.last_message_at IS NULL OR source.last_message_at < now() - interval '1 minute')
    )
    INSERT INTO source_hour (source_id, hour, accepted, ignored, refused)
    SELECT id, date_trunc('hour', now(), 'UTC'), accepted, ignored, refused FROM told
    ON CONFLICT (source_id, hour) DO UPDATE
    SET accepted = source_hour.accepted + excluded.accepted,
      ignored = source_hour.ignored + excluded.ignored,
      refused = source_hour.refused + excluded.refused`);
}
