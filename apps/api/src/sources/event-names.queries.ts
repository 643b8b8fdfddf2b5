import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { schema, type Database } from '@cutline/postgres';
import { and, desc, eq, ne } from 'drizzle-orm';

/** Names that are answered at most, and messages that are looked into for them. */
const mostNames = 200;
const mostMessages = 2_000;

/** A name, or what a message says its name in. */
export interface Seen {
  name: string;
  seen: number;
  /** UTC milliseconds. */
  lastSeen: number;
}

/** The latest `track` messages of a source that were not refused, newest first. */
export async function latestTracks(database: Database, sourceId: string): Promise<{ raw: string; receivedAt: Date }[]> {
  const { sourceMessage } = schema;
  return database
    .select({ raw: sourceMessage.raw, receivedAt: sourceMessage.receivedAt })
    .from(sourceMessage)
    .where(
      and(eq(sourceMessage.sourceId, sourceId), eq(sourceMessage.type, 'track'), ne(sourceMessage.outcome, 'refused')),
    )
    .orderBy(desc(sourceMessage.id))
    .limit(mostMessages);
}

/** Actions of events that came from a source in the last 30 days, the most frequent first. */
export async function latestActions(client: ClickHouseClient, workspace: number, sourceId: string): Promise<Seen[]> {
  const result = await client.query({
    query: `SELECT action AS name, toUInt32(count()) AS seen, toUnixTimestamp64Milli(max(event.time)) AS lastSeen
      FROM ${tables.events} AS event
      WHERE workspace = {workspace:UInt32} AND source = {source:String}
        AND event.time > now64(3, 'UTC') - INTERVAL 30 DAY
      GROUP BY action
      ORDER BY seen DESC, name
      LIMIT ${mostNames}`,
    query_params: { workspace, source: sourceId },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'sources', step: 'event-names', workspace }),
  });
  const rows = await result.json<{ name: string; seen: number; lastSeen: string }>();
  return rows.map((row) => ({ ...row, lastSeen: Number(row.lastSeen) }));
}
