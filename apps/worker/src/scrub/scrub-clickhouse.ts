import { setTimeout as wait } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';

export interface ScrubOptions {
  /** Milliseconds to wait at most until ClickHouse has deleted the files that are in use no more. */
  patience?: number;
}

/** Old parts stay for eight minutes on a server as it comes, and are looked for every few minutes. */
const usualPatience = 20 * 60_000;
/** Those with patch parts or masked rows; in the others rows are deleted by rewriting. */
const patched = [tables.events, tables.profileValues, tables.timelines, tables.memberships, tables.membershipChanges];

/**
 * Makes ClickHouse forget in its files what its tables do not say any more: parts that hold deleted rows or replaced values are written anew
 * without these, then the old ones are waited out. Parts in which nothing was deleted are left alone. Throws where old files are still there when
 * patience ends.
 */
export async function scrubClickHouse(
  client: ClickHouseClient,
  { patience = usualPatience }: ScrubOptions = {},
): Promise<void> {
  for (const table of patched) {
    for (const what of ['APPLY PATCHES', 'APPLY DELETED MASK'])
      await client.command({
        query: `ALTER TABLE ${table} ${what}`,
        clickhouse_settings: { ...tagged({ feature: 'scrub', step: table }), mutations_sync: '2' },
      });
  }
  const old = await oldParts(client);
  for (const end = Date.now() + patience; ;) {
    const left = new Set(await oldParts(client));
    const waiting = old.filter((part) => left.has(part));
    if (waiting.length === 0) return;
    if (Date.now() > end)
      throw new Error(`ClickHouse still keeps ${waiting.length} old parts, e.g. ${waiting[0]}. Try again later.`);
    await wait(1_000);
  }
}

/**
 * Parts of our tables that hold, or may hold, what was deleted. Patches are none: they say which rows went, and what took the place of what
 * was replaced.
 */
export async function oldParts(client: ClickHouseClient): Promise<string[]> {
  const result = await client.query({
    query: `SELECT concat(table, '/', name) AS part FROM system.parts
      WHERE database = currentDatabase() AND table IN {tables:Array(String)}
        AND NOT startsWith(name, 'patch-') AND (NOT active OR has_lightweight_delete)`,
    query_params: { tables: Object.values(tables) },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'scrub', step: 'old parts' }),
  });
  return (await result.json<{ part: string }>()).map(({ part }) => part);
}
