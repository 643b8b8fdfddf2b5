import { createWriteStream } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ClickHouseClient } from '@clickhouse/client';

/** The generated shop in files that other engines read. */
export interface ExportedShop {
  /** One for each month. Columns: action, time (UTC milliseconds), profile, batch. */
  events: string[];
  /** Columns: profile, batch. */
  knownProfiles: string;
  remove(): Promise<void>;
}

/** Writes what the chain reads, or more, as files: all events, or purchases only. */
export async function exportShop(
  client: ClickHouseClient,
  folder: string,
  options: { format: 'Parquet' | 'CSV'; purchasesOnly: boolean },
): Promise<ExportedShop> {
  // Another account's PostgreSQL reads them too.
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const write = async (name: string, query: string): Promise<string> => {
    const file = join(folder, `${name}.${options.format.toLowerCase()}`);
    const { stream } = await client.exec({ query: `${query} FORMAT ${options.format}` });
    await pipeline(stream, createWriteStream(file, { mode: 0o644 }));
    return file;
  };
  const found = await client.query({
    query: `SELECT DISTINCT partition FROM system.parts WHERE database = currentDatabase() AND table = 'events' AND active ORDER BY partition`,
    format: 'JSONEachRow',
  });
  const events: string[] = [];
  for (const { partition } of await found.json<{ partition: string }>())
    events.push(
      await write(
        `events-${partition}`,
        `SELECT toString(action) AS action, toUnixTimestamp64Milli(time) AS time, toInt32(profile) AS profile, toInt64(batch) AS batch
         FROM events WHERE _partition_id = '${partition}'${options.purchasesOnly ? ` AND action = 'transaction.charge'` : ''}`,
      ),
    );
  const knownProfiles = await write(
    'known-profiles',
    // In the order in which they lie: of many a table of all would not fit into memory.
    `SELECT toInt32(profile) AS profile, toInt64(min(batch)) AS batch FROM identifiers WHERE kind != 'anonymousId'
     GROUP BY workspace, profile ORDER BY workspace, profile SETTINGS optimize_aggregation_in_order = 1`,
  );
  return { events, knownProfiles, remove: () => rm(folder, { recursive: true }) };
}
