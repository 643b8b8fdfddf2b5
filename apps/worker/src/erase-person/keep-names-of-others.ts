import type { ClickHouseClient } from '@clickhouse/client';
import { sql } from 'drizzle-orm';
import { tables, tagged, type IdentifierKind, type StoredIdentifierRow } from '@cutline/clickhouse';
import { knownBatch, nameOf, type Database } from '@cutline/postgres';
import type { ErasureSubject } from './erasure-subject.ts';

type Name = Pick<StoredIdentifierRow, 'kind' | 'value'>;

/**
 * Writes, as those of the profiles that they name now, the names that stand in ClickHouse under the person's numbers but have become somebody else's since: with those numbers'
 * rows the other profile would lose its name. Doing it again changes nothing.
 */
export async function keepNamesOfOthers(
  { database, clickhouse }: { database: Database; clickhouse: ClickHouseClient },
  { workspace, numbers, identifiers }: Pick<ErasureSubject, 'workspace' | 'numbers' | 'identifiers'>,
): Promise<void> {
  const result = await clickhouse.query({
    query: `SELECT DISTINCT kind, value FROM ${tables.identifiers}
      WHERE workspace = {workspace:UInt32} AND profile IN {numbers:Array(UInt32)}`,
    query_params: { workspace, numbers },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'erasure', step: 'names', workspace }),
  });
  const own = new Set(identifiers.map(nameOf));
  const others = (await result.json<Name>()).filter((name) => !own.has(nameOf(name)));
  if (others.length === 0) return;
  const found = await database.execute<{ kind: IdentifierKind; value: string; profile: string }>(sql`
    SELECT kind, value, profile FROM identifier
    WHERE workspace = ${workspace} AND seen
      AND (kind, value) IN (SELECT * FROM unnest(${sql.param(others.map(({ kind }) => kind))}::text[], ${sql.param(others.map(({ value }) => value))}::text[]))
      AND profile <> ALL (${sql.param(numbers)}::bigint[])`);
  if (found.rows.length === 0) return;
  const batch = await knownBatch(database, workspace);
  await clickhouse.insert({
    table: tables.identifiers,
    values: found.rows.map(({ kind, value, profile }): StoredIdentifierRow => ({
      workspace,
      profile: Number(profile),
      kind,
      value,
      batch,
    })),
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'erasure', step: 'names of others', workspace }),
  });
}
