import type { ClickHouseClient } from '@clickhouse/client';
import { tables } from '@cutline/clickhouse';
import { rowsOfProfiles } from '@cutline/segment-sql';

/** Profiles of the base as of batch `known`: those that could be named by then, or also those that only an anonymous id names. */
export async function countBase(
  client: ClickHouseClient,
  { workspace, known, hasAliases }: { workspace: number; known: number; hasAliases: boolean },
  includeAnonymous: boolean,
  tag: { log_comment: string },
): Promise<number> {
  const { from, profile } = rowsOfProfiles(tables.identifiers, tables.identifiers, hasAliases);
  const result = await client.query({
    query: `SELECT toString(uniqExact(${profile})) AS profiles
      FROM ${from}
      WHERE workspace = {workspace:UInt32} AND batch <= {known:UInt64}${includeAnonymous ? '' : ` AND kind != 'anonymousId'`}`,
    query_params: { workspace, known },
    format: 'JSONEachRow',
    clickhouse_settings: tag,
  });
  const [row] = await result.json<{ profiles: string }>();
  return Number(row?.profiles ?? 0);
}
