import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import type { ProfileEvent } from './profiles.schemas.ts';

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

const eventColumns = `message_id, action, ${iso('event.time')} AS time, ${iso('event.received_at')} AS received_at,
        toString(event.batch) AS batch, source, toString(event.revenue) AS revenue, currency, order_id, products, parameters`;

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
    query: `SELECT ${eventColumns}
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

/** A profile's events of these ids, latest first. */
export async function listEventsById(
  client: ClickHouseClient,
  of: OfProfile,
  messageIds: string[],
): Promise<StoredEvent[]> {
  if (messageIds.length === 0) return [];
  const result = await client.query({
    query: `SELECT ${eventColumns}
      FROM ${tables.events} AS event
      WHERE workspace = {workspace:UInt32} AND profile = {profile:UInt32} AND event.batch <= {known:UInt64}
        AND message_id IN {messageIds:Array(String)}
      ORDER BY event.time DESC, message_id DESC`,
    query_params: { ...of, messageIds },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'events', workspace: of.workspace }),
  });
  return result.json<StoredEvent>();
}

/** An event as it is answered. */
export function eventOf(row: StoredEvent): ProfileEvent {
  return {
    messageId: row.message_id,
    action: row.action,
    time: row.time,
    receivedAt: row.received_at,
    batch: Number(row.batch),
    source: row.source,
    revenue: row.revenue,
    currency: row.currency,
    orderId: row.order_id,
    products: row.products.map(({ product_id, name, category, price, quantity }) => ({
      productId: product_id,
      name,
      category,
      price: price === null ? null : String(price),
      quantity: quantity === null ? null : Number(quantity),
    })),
    parameters: row.parameters,
  };
}

/** An instant as text: 2026-01-31T12:00:00.000Z. */
function iso(expression: string): string {
  return `concat(replaceOne(toString(${expression}), ' ', 'T'), 'Z')`;
}
