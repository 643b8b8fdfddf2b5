import { randomUUID } from 'node:crypto';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import {
  tables,
  tagged,
  type CurrencyRateRow,
  type EventRow,
  type ProfileAliasRow,
  type ProfileValueRow,
  type StoredIdentifierRow,
} from '@cutline/clickhouse';

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

/** Takes away again what a batch said: its events with their ids, the values of its people, its exchange rates. */
export async function deleteBatch(clickhouse: ClickHouseClient, batch: InsertedBatch): Promise<void> {
  await deleteRows(clickhouse, batch, tables.events);
  await deleteRows(clickhouse, batch, tables.profileValues);
  for (const table of [tables.currencyRates, tables.messageIds]) {
    await clickhouse.command({
      query: `ALTER TABLE ${table} DELETE WHERE workspace = {workspace:UInt32} AND batch = {batch:UInt64}`,
      query_params: { workspace: batch.workspace, batch: batch.number },
      clickhouse_settings: {
        ...tagged({ feature: 'ingestion', step: 'delete', workspace: batch.workspace }),
        mutations_sync: '1',
      },
    });
  }
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

/** Writes what names people, where this batch is the first to say so. That a row stands twice does no harm. */
export async function insertIdentifiers(
  clickhouse: ClickHouseClient,
  batch: InsertedBatch,
  identifiers: readonly { kind: StoredIdentifierRow['kind']; value: string; number: number }[],
): Promise<void> {
  const rows = identifiers.map(({ kind, value, number }): StoredIdentifierRow => ({
    workspace: batch.workspace,
    profile: number,
    kind,
    value,
    batch: batch.number,
  }));
  if (rows.length > 0) await insertBlock(clickhouse, batch, tables.identifiers, rows, randomUUID());
}

/** Writes which profile numbers count for from this batch on. That a row stands twice does no harm. */
export async function insertAliases(
  clickhouse: ClickHouseClient,
  batch: InsertedBatch,
  aliases: readonly { number: number; profile: number }[],
): Promise<void> {
  const rows = aliases.map((alias): ProfileAliasRow => ({ workspace: batch.workspace, batch: batch.number, ...alias }));
  if (rows.length > 0) await insertBlock(clickhouse, batch, tables.profileAliases, rows, randomUUID());
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
  rows: (EventRow | StoredIdentifierRow | ProfileAliasRow | ProfileValueRow | CurrencyRateRow)[],
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
export const oneBlock: ClickHouseSettings = {
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
