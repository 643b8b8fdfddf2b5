import { sql } from 'drizzle-orm';
import { tables, tagged, type IdentifierKind, type StoredIdentifierRow } from '@cutline/clickhouse';
import type { Dependencies } from '../dependencies.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';

type Stores = Pick<Dependencies, 'database' | 'clickhouse'>;

/** What the first version kept of identity in ClickHouse; the values of identifiers were only in PostgreSQL. */
const knownProfiles = 'known_profiles';
/** Profiles whose identifiers travel at once. */
const portion = 50_000;

/**
 * Brings the identifiers of workspaces that the first version filled to ClickHouse, once: each with the batch that first named its
 * profile. A workspace is done when its rows of the old table are gone, so a backfill that was cut off goes on; an identifier
 * that was written twice is one. Nothing is computed before it has ended, or everyone would seem to have left. Returns how
 * many workspaces it found.
 */
export async function backfillIdentifiers(stores: Stores): Promise<number> {
  const result = await stores.clickhouse.query({
    query: `SELECT DISTINCT workspace FROM ${knownProfiles} ORDER BY workspace`,
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'backfill', step: 'workspaces' }),
  });
  const workspaces = await result.json<{ workspace: number }>();
  for (const { workspace } of workspaces)
    await whileLocked(stores.database, 'landing', workspace, () => backfillWorkspace(stores, workspace));
  return workspaces.length;
}

async function backfillWorkspace(stores: Stores, workspace: number): Promise<void> {
  const { clickhouse } = stores;
  for (let after = -1; ;) {
    const batches = await batchesAfter(stores, workspace, after);
    const last = [...batches.keys()].at(-1);
    if (last === undefined) break;
    const rows = await identifiersOf(stores, workspace, batches, after, last);
    await clickhouse.insert({
      table: tables.identifiers,
      values: rows,
      format: 'JSONEachRow',
      clickhouse_settings: tagged({ feature: 'backfill', step: 'identifiers', workspace }),
    });
    after = last;
  }
  await clickhouse.command({
    query: `ALTER TABLE ${knownProfiles} DELETE WHERE workspace = {workspace:UInt32}`,
    query_params: { workspace },
    clickhouse_settings: { ...tagged({ feature: 'backfill', step: 'done', workspace }), mutations_sync: '1' },
  });
}

/** The batch that first named each of the next profiles, by number, ascending. */
async function batchesAfter({ clickhouse }: Stores, workspace: number, after: number): Promise<Map<number, number>> {
  const result = await clickhouse.query({
    query: `SELECT profile, min(batch) AS first FROM ${knownProfiles}
      WHERE workspace = {workspace:UInt32} AND profile > {after:Int64}
      GROUP BY profile ORDER BY profile LIMIT ${portion}`,
    query_params: { workspace, after },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'backfill', step: 'batches', workspace }),
  });
  const rows = await result.json<{ profile: number; first: string }>();
  return new Map(rows.map(({ profile, first }) => [profile, Number(first)]));
}

/** Identifiers of the profiles after `after` up to `last` that have a batch. */
async function identifiersOf(
  { database }: Stores,
  workspace: number,
  batches: ReadonlyMap<number, number>,
  after: number,
  last: number,
): Promise<StoredIdentifierRow[]> {
  const found = await database.execute<{ kind: IdentifierKind; value: string; profile: string }>(sql`
    SELECT kind, value, profile FROM identifier
    WHERE workspace = ${workspace} AND profile > ${after} AND profile <= ${last}`);
  return found.rows.flatMap(({ kind, value, profile }) => {
    const batch = batches.get(Number(profile));
    return batch === undefined ? [] : [{ workspace, profile: Number(profile), kind, value, batch }];
  });
}
