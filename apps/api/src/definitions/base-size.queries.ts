import type { ClickHouseClient } from '@clickhouse/client';
import { tables } from '@cutline/clickhouse';

/** Profiles of the base as of batch `known`: those that could be named by then, or also those that only an anonymous id names. */
export async function countBase(
  client: ClickHouseClient,
  workspace: number,
  known: number,
  includeAnonymous: boolean,
  tag: { log_comment: string },
): Promise<number> {
  const result = await client.query({
    query: `SELECT toString(uniqExact(profile)) AS profiles
      FROM ${tables.identifiers}
      WHERE workspace = {workspace:UInt32} AND batch <= {known:UInt64}${includeAnonymous ? '' : ` AND kind != 'anonymousId'`}`,
    query_params: { workspace, known },
    format: 'JSONEachRow',
    clickhouse_settings: tag,
  });
  const [row] = await result.json<{ profiles: string }>();
  return Number(row?.profiles ?? 0);
}
