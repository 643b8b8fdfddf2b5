import { randomUUID } from 'node:crypto';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import {
  tables,
  tagged,
  type CurrencyRateRow,
  type EventRow,
  type ProfileValueRow,
  type StoredIdentifierRow,
} from '@cutline/clickhouse';
import type { IdentifierRow } from './assign-profiles.ts';
import { inlineArray, inlineSettings } from './inline-array.ts';

/** Which batch an insert belongs to, and whether an earlier try may have left rows. */
export interface InsertedBatch {
  workspace: number;
  number: number;
  again: boolean;
}

/**
 * Inserts a batch's events so that they stand in the table once, however often it was tried and however a try ended. The rows are the same
 * at every try. They travel as one block, whose parts (one a month) ClickHouse recognises by the token; should a try
 * have died between noting the token and writing the part, the count tells, and the batch is written anew.
 */
export async function insertEvents(
  clickhouse: ClickHouseClient,
  batch: InsertedBatch,
  rows: EventRow[],
): Promise<void> {
  if (rows.length > 0)
    await insertBlock(clickhouse, batch, tables.events, rows, `${batch.workspace}:${batch.number}:${tables.events}`);
  if (!batch.again || (await countEvents(clickhouse, batch)) === rows.length) return;
  await deleteRows(clickhouse, batch, tables.events);
  if (rows.length > 0) await insertBlock(clickhouse, batch, tables.events, rows, randomUUID());
}

/** Takes away again what a batch said: its events, the values of its people, its exchange rates. */
export async function deleteBatch(clickhouse: ClickHouseClient, batch: InsertedBatch): Promise<void> {
  await deleteRows(clickhouse, batch, tables.events);
  await deleteRows(clickhouse, batch, tables.profileValues);
  await clickhouse.command({
    query: `ALTER TABLE ${tables.currencyRates} DELETE WHERE workspace = {workspace:UInt32} AND batch = {batch:UInt64}`,
    query_params: { workspace: batch.workspace, batch: batch.number },
    clickhouse_settings: {
      ...tagged({ feature: 'ingestion', step: 'delete', workspace: batch.workspace }),
      mutations_sync: '1',
    },
  });
}

async function deleteRows(clickhouse: ClickHouseClient, batch: InsertedBatch, table: string): Promise<void> {
  await clickhouse.command({
    query: `DELETE FROM ${table} WHERE workspace = {workspace:UInt32} AND batch = {batch:UInt64}`,
    query_params: { workspace: batch.workspace, batch: batch.number },
    clickhouse_settings: {
      ...tagged({ feature: 'ingestion', step: 'delete', workspace: batch.workspace }),
      // Patch parts: a tenth of a second, where rewriting the parts takes many.
      lightweight_delete_mode: 'lightweight_update',
      lightweight_deletes_sync: '2',
    },
  });
}

/**
 * Writes what names the batch's people, but for what earlier batches said. That an identifier stands twice does no harm, that it is
 * missing does: so it is ClickHouse that is asked, not which identifiers this try happened to store.
 */
export async function insertIdentifiers(
  clickhouse: ClickHouseClient,
  batch: InsertedBatch,
  named: IdentifierRow[],
): Promise<void> {
  if (named.length === 0) return;
  const rows = named.map(({ profile, kind, value }) => [profile, kind, value]);
  const result = await clickhouse.query({
    query: `
      SELECT row.1 AS profile, row.2 AS kind, row.3 AS value
      FROM (SELECT arrayJoin(${inlineArray(rows, 'Tuple(UInt32, String, String)')}) AS row)
      WHERE row NOT IN (
        SELECT profile, toString(kind), value FROM ${tables.identifiers}
        WHERE workspace = {workspace:UInt32} AND profile BETWEEN {least:UInt32} AND {greatest:UInt32}
      )`,
    query_params: { workspace: batch.workspace, ...bounds(named.map(({ profile }) => profile)) },
    format: 'JSONEachRow',
    clickhouse_settings: {
      ...tagged({ feature: 'ingestion', step: 'unknown identifiers', workspace: batch.workspace }),
      ...inlineSettings,
    },
  });
  const unknown = (await result.json<IdentifierRow>()).map((row): StoredIdentifierRow => ({
    workspace: batch.workspace,
    batch: batch.number,
    ...row,
  }));
  if (unknown.length > 0) await insertBlock(clickhouse, batch, tables.identifiers, unknown, randomUUID());
}

/** Writes values of profiles. Those of one batch and time are the same at every try, so that a second one changes nothing. */
export async function insertProfileValues(
  clickhouse: ClickHouseClient,
  batch: InsertedBatch,
  rows: ProfileValueRow[],
): Promise<void> {
  if (rows.length > 0) await insertBlock(clickhouse, batch, tables.profileValues, rows, randomUUID());
}

/** Writes exchange rates. A rate that stands twice is one rate. */
export async function insertRates(
  clickhouse: ClickHouseClient,
  batch: InsertedBatch,
  rows: CurrencyRateRow[],
): Promise<void> {
  if (rows.length > 0) await insertBlock(clickhouse, batch, tables.currencyRates, rows, randomUUID());
}

async function countEvents(clickhouse: ClickHouseClient, batch: InsertedBatch): Promise<number> {
  const result = await clickhouse.query({
    query: `SELECT count() AS events FROM ${tables.events} WHERE workspace = {workspace:UInt32} AND batch = {batch:UInt64}`,
    query_params: { workspace: batch.workspace, batch: batch.number },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'ingestion', step: 'count', workspace: batch.workspace }),
  });
  const [row] = await result.json<{ events: string }>();
  return Number(row!.events);
}

async function insertBlock(
  clickhouse: ClickHouseClient,
  batch: InsertedBatch,
  table: string,
  rows: (EventRow | StoredIdentifierRow | ProfileValueRow | CurrencyRateRow)[],
  token: string,
): Promise<void> {
  await clickhouse.insert({
    table,
    values: rows,
    format: 'JSONEachRow',
    clickhouse_settings: {
      ...tagged({ feature: 'ingestion', step: table, workspace: batch.workspace }),
      ...oneBlock,
      insert_deduplicate: 1,
      insert_deduplication_token: token,
    },
  });
}

/**
 * One block, whatever its size, may it touch every month of two lifetimes. In JSON text stays text and a boolean among numbers a
 * boolean; of two spellings of one path (`a.b`, and `b` within `a`), which would be refused, the first counts.
 */
const oneBlock: ClickHouseSettings = {
  async_insert: 0,
  input_format_parallel_parsing: 0,
  max_insert_threads: '1',
  max_insert_block_size: '10000000',
  min_insert_block_size_rows: '10000000',
  min_insert_block_size_bytes: String(4 * 1024 ** 3),
  max_partitions_per_insert_block: '10000',
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  input_format_json_read_bools_as_numbers: 0,
  type_json_skip_duplicated_paths: 1,
};

function bounds(profiles: number[]): { least: number; greatest: number } {
  let least = profiles[0]!;
  let greatest = least;
  for (const profile of profiles) {
    if (profile < least) least = profile;
    if (profile > greatest) greatest = profile;
  }
  return { least, greatest };
}
