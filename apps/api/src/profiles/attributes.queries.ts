import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';

export interface AttributesRow {
  attributes: Record<string, unknown>;
  consents: Record<string, boolean>;
}

/** Attributes and consents of profiles as they are now, by number; profiles without any are not among them. */
export async function loadAttributes(
  client: ClickHouseClient,
  workspace: number,
  profiles: number[],
): Promise<Map<number, AttributesRow>> {
  if (profiles.length === 0) return new Map();
  const result = await client.query({
    query: `SELECT profile, attributes, consents
      FROM ${tables.profileAttributes}
      WHERE workspace = {workspace:UInt32} AND profile IN {profiles:Array(UInt32)}
      ORDER BY profile, batch DESC
      LIMIT 1 BY profile`,
    query_params: { workspace, profiles },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'attributes', workspace }),
  });
  const rows = await result.json<AttributesRow & { profile: number }>();
  return new Map(rows.map(({ profile, ...row }) => [profile, row]));
}
