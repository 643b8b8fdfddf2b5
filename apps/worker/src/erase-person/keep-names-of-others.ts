import type { ClickHouseClient } from '@clickhouse/client';
import { sql } from 'drizzle-orm';
import { tables, tagged, type IdentifierKind, type StoredIdentifierRow } from '@cutline/clickhouse';
import { nameOf, type Database } from '@cutline/postgres';
import type { StillLocked } from '../ingestion/workspace-lock.ts';
import type { ErasureSubject } from './erasure-subject.ts';

interface Name {
  kind: IdentifierKind;
  value: string;
  /** The first that said so. */
  batch: string;
}

/**
 * Writes, as those of the profiles that they name now, the names that stand in ClickHouse under the person's numbers but have become somebody else's since: with those numbers'
 * rows the other profile would lose its name. Doing it again changes nothing. Nothing may land meanwhile.
 */
export async function keepNamesOfOthers(
  { database, clickhouse }: { database: Database; clickhouse: ClickHouseClient },
  { workspace, numbers, identifiers }: Pick<ErasureSubject, 'workspace' | 'numbers' | 'identifiers'>,
  stillLocked: StillLocked,
): Promise<void> {
  const result = await clickhouse.query({
    query: `SELECT kind, value, toString(min(batch)) AS batch FROM ${tables.identifiers}
      WHERE workspace = {workspace:UInt32} AND profile IN {numbers:Array(UInt32)}
      GROUP BY kind, value`,
    query_params: { workspace, numbers },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'erasure', step: 'names', workspace }),
  });
  const own = new Set(identifiers.map(nameOf));
  const others = (await result.json<Name>()).filter((name) => !own.has(nameOf(name)));
  if (others.length === 0) return;
  const batches = new Map(others.map((name) => [nameOf(name), Number(name.batch)]));
  const gone = sql`ANY (${sql.param(numbers)}::bigint[])`;
  // Under its own number it follows whoever it names later.
  const found = await database.execute<{ kind: IdentifierKind; value: string; number: string }>(sql`
    SELECT kind, value, CASE WHEN number IS NULL OR number = ${gone} THEN profile ELSE number END AS number
    FROM identifier
    WHERE workspace = ${workspace} AND seen AND NOT profile = ${gone}
      AND (kind, value) IN (SELECT * FROM unnest(${sql.param(others.map(({ kind }) => kind))}::text[], ${sql.param(others.map(({ value }) => value))}::text[]))`);
  if (found.rows.length === 0) return;
  stillLocked();
  await clickhouse.insert({
    table: tables.identifiers,
    values: found.rows.map(({ kind, value, number }): StoredIdentifierRow => {
      const batch = batches.get(nameOf({ kind, value }))!;
      return { workspace, profile: Number(number), kind, value, batch };
    }),
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'erasure', step: 'names of others', workspace }),
  });
}
