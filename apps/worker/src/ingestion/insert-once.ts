import { randomUUID } from 'node:crypto';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { tables, tagged, type EventRow, type KnownProfileRow, type ProfileAttributesRow } from '@cutline/clickhouse';
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
  await deleteEvents(clickhouse, batch);
  if (rows.length > 0) await insertBlock(clickhouse, batch, tables.events, rows, randomUUID());
}

/** Takes a batch's events away again. */
export async function deleteEvents(clickhouse: ClickHouseClient, batch: InsertedBatch): Promise<void> {
  await clickhouse.command({
    query: `DELETE FROM ${tables.events} WHERE workspace = {workspace:UInt32} AND batch = {batch:UInt64}`,
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
 * Marks profiles as named by this batch, unless an earlier batch did. That a profile stands twice does no harm, that it is missing
 * does: so it is ClickHouse that is asked, not which numbers this try happened to hand out.
 */
export async function insertKnownProfiles(
  clickhouse: ClickHouseClient,
  batch: InsertedBatch,
  profiles: number[],
): Promise<void> {
  const distinct = [...new Set(profiles)];
  if (distinct.length === 0) return;
  const result = await clickhouse.query({
    query: `
      SELECT arrayJoin(${inlineArray(distinct, 'UInt32')}) AS profile
      WHERE profile NOT IN (
        SELECT profile FROM ${tables.knownProfiles}
        WHERE workspace = {workspace:UInt32} AND profile BETWEEN {least:UInt32} AND {greatest:UInt32}
      )`,
    query_params: { workspace: batch.workspace, ...bounds(distinct) },
    format: 'JSONEachRow',
    clickhouse_settings: {
      ...tagged({ feature: 'ingestion', step: 'unknown profiles', workspace: batch.workspace }),
      ...inlineSettings,
    },
  });
  const rows = (await result.json<{ profile: number }>()).map(({ profile }): KnownProfileRow => ({
    workspace: batch.workspace,
    profile,
    batch: batch.number,
  }));
  if (rows.length > 0) await insertBlock(clickhouse, batch, tables.knownProfiles, rows, randomUUID());
}

/** Writes attributes. The table keeps one row of a profile and batch, so that a second try changes nothing. */
export async function insertAttributes(
  clickhouse: ClickHouseClient,
  batch: InsertedBatch,
  rows: ProfileAttributesRow[],
): Promise<void> {
  if (rows.length > 0) await insertBlock(clickhouse, batch, tables.profileAttributes, rows, randomUUID());
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
  rows: (EventRow | KnownProfileRow | ProfileAttributesRow)[],
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

/** One block, whatever its size, may it touch every month of two lifetimes; text in JSON stays text. */
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
