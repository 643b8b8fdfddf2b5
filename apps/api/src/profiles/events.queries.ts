import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';

export interface StoredEvent {
  message_id: string;
  action: string;
  time: string;
  received_at: string;
  batch: string;
  source: string;
  revenue: string | null;
  currency: string;
  order_id: string;
  products: { product_id: string; name: string; category: string; price: string | null; quantity: string | null }[];
  parameters: Record<string, unknown>;
}

export interface EventSpan {
  events: string;
  first: string | null;
  last: string | null;
}

interface OfProfile {
  workspace: number;
  profile: number;
  /** Only batches up to here are read. */
  known: number;
}

/** How many events a profile has, and between when. */
export async function readEventSpan(client: ClickHouseClient, of: OfProfile): Promise<EventSpan> {
  const result = await client.query({
    query: `SELECT toString(count()) AS events,
        if(count() = 0, NULL, ${iso('min(time)')}) AS first,
        if(count() = 0, NULL, ${iso('max(time)')}) AS last
      FROM ${tables.events}
      WHERE workspace = {workspace:UInt32} AND profile = {profile:UInt32} AND batch <= {known:UInt64}`,
    query_params: { ...of },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'span', workspace: of.workspace }),
  });
  const [row] = await result.json<EventSpan>();
  return row!;
}

/** A page of a profile's events, latest first. */
export async function listEvents(
  client: ClickHouseClient,
  of: OfProfile,
  { action, before, limit }: { action?: string; before: { time: string; messageId: string } | null; limit: number },
): Promise<StoredEvent[]> {
  const result = await client.query({
    query: `SELECT message_id, action, ${iso('event.time')} AS time, ${iso('event.received_at')} AS received_at, toString(event.batch) AS batch, source,
        toString(event.revenue) AS revenue, currency, order_id, products, parameters
      FROM ${tables.events} AS event
      WHERE workspace = {workspace:UInt32} AND profile = {profile:UInt32} AND event.batch <= {known:UInt64}
        ${action === undefined ? '' : 'AND action = {action:String}'}
        ${before ? "AND (event.time, message_id) < (parseDateTime64BestEffort({beforeTime:String}, 3, 'UTC'), {beforeId:String})" : ''}
      ORDER BY event.time DESC, message_id DESC
      LIMIT {limit:UInt32}`,
    query_params: {
      ...of,
      limit,
      ...(action === undefined ? {} : { action }),
      ...(before ? { beforeTime: before.time, beforeId: before.messageId } : {}),
    },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'events', workspace: of.workspace }),
  });
  return result.json<StoredEvent>();
}

/** An instant as text: 2026-01-31T12:00:00.000Z. */
function iso(expression: string): string {
  return `concat(replaceOne(toString(${expression}), ' ', 'T'), 'Z')`;
}
