import type { ClickHouseClient } from '@clickhouse/client';
import { and, eq, inArray } from 'drizzle-orm';
import { tables, tagged } from '@cutline/clickhouse';
import { schema, type Database } from '@cutline/postgres';

interface Alias {
  number: number;
  /** As of which the number counts for the profile. */
  batch: string;
  profile: number;
}

const { stream: streamTable } = schema;

/**
 * Has those streams of a workspace built anew that may hold, as another profile's, what is of a person's numbers, or as the person's what is not: as those numbers counted when
 * batches were added last. Asked before that is forgotten, for without it nobody would know whose timelines are to be made anew.
 */
export async function doubtParted(
  { database, clickhouse }: { database: Database; clickhouse: ClickHouseClient },
  { workspaceId, workspace, numbers }: { workspaceId: string; workspace: number; numbers: readonly number[] },
): Promise<void> {
  const its = eq(streamTable.workspaceId, workspaceId);
  const streams = await database.select().from(streamTable).where(its);
  if (streams.length === 0) return;
  const result = await clickhouse.query({
    query: `SELECT number, toString(batch) AS batch, profile FROM ${tables.profileAliases}
      WHERE workspace = {workspace:UInt32} AND number IN (
        SELECT number FROM ${tables.profileAliases}
        WHERE workspace = {workspace:UInt32} AND (number IN {numbers:Array(UInt32)} OR profile IN {numbers:Array(UInt32)})
      )
      ORDER BY number, toUInt64(batch)`,
    query_params: { workspace, numbers: [...numbers] },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'timelines', step: 'parted', workspace }),
  });
  const aliases = Map.groupBy(await result.json<Alias>(), ({ number }) => number);
  const own = new Set(numbers);
  /** Of a stream that holds the batches up to `known`, and perhaps some later ones. */
  const isMistaken = (known: number): boolean =>
    [...aliases].some(([number, rows]) => {
      const then = rows.findLast(({ batch }) => Number(batch) <= known)?.profile ?? number;
      const since = rows.filter(({ batch }) => Number(batch) > known).map(({ profile }) => profile);
      return [then, ...since].some((profile) => own.has(profile) !== own.has(number));
    });
  const doubted = streams.filter(({ known }) => isMistaken(known)).map(({ number }) => number);
  if (doubted.length > 0)
    await database
      .update(streamTable)
      .set({ doubted: true })
      .where(and(its, inArray(streamTable.number, doubted)));
}
