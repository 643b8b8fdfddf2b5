import type { ClickHouseClient } from '@clickhouse/client';
import { tables } from '@cutline/clickhouse';

/** Profiles that could be named by batch `known`. */
export async function countBase(
  client: ClickHouseClient,
  workspace: number,
  known: number,
  tag: { log_comment: string },
): Promise<number> {
  const result = await client.query({
    query: `SELECT toString(uniqExact(profile)) AS profiles
      FROM ${tables.knownProfiles}
      WHERE workspace = {workspace:UInt32} AND batch <= {known:UInt64}`,
    query_params: { workspace, known },
    format: 'JSONEachRow',
    clickhouse_settings: tag,
  });
  const [row] = await result.json<{ profiles: string }>();
  return Number(row?.profiles ?? 0);
}
