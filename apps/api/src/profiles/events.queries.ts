import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { ofProfile, type EventConditions, type OfProfile } from './event-filter.ts';
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

/** How many events a profile has, and between when. */
export async function readEventSpan(client: ClickHouseClient, of: OfProfile): Promise<EventSpan> {
  const { sql, query_params } = ofProfile(of);
  const result = await client.query({
    query: `SELECT toString(count()) AS events,
        if(count() = 0, NULL, ${iso('min(time)')}) AS first,
        if(count() = 0, NULL, ${iso('max(time)')}) AS last
      FROM ${tables.events} AS event
      WHERE ${sql}`,
    query_params,
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'span', workspace: of.workspace }),
  });
  const [row] = await result.json<EventSpan>();
  return row!;
}

/** A page of events, latest first. */
export async function listEvents(
  client: ClickHouseClient,
  { sql, query_params }: EventConditions,
  { before, limit }: { before: { time: string; messageId: string } | null; limit: number },
): Promise<StoredEvent[]> {
  const result = await client.query({
    query: `SELECT ${eventColumns}
      FROM ${tables.events} AS event
      WHERE ${sql}
        ${before ? "AND (event.time, message_id) < (parseDateTime64BestEffort({beforeTime:String}, 3, 'UTC'), {beforeId:String})" : ''}
      ORDER BY event.time DESC, message_id DESC
      LIMIT {limit:UInt32}`,
    query_params: {
      ...query_params,
      limit,
      ...(before ? { beforeTime: before.time, beforeId: before.messageId } : {}),
    },
    format: 'JSONEachRow',
    clickhouse_settings: {
      output_format_json_escape_forward_slashes: 0,
      output_format_json_quote_64bit_integers: 0,
      ...tagged({ feature: 'profiles', step: 'events', workspace: query_params['workspace'] as number }),
    },
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
  const { sql, query_params } = ofProfile(of);
  const result = await client.query({
    query: `SELECT ${eventColumns}
      FROM ${tables.events} AS event
      WHERE ${sql} AND message_id IN {messageIds:Array(String)}
      ORDER BY event.time DESC, message_id DESC`,
    query_params: { ...query_params, messageIds },
    format: 'JSONEachRow',
    clickhouse_settings: {
      output_format_json_quote_64bit_integers: 0,
      ...tagged({ feature: 'profiles', step: 'events', workspace: of.workspace }),
    },
  });
  return result.json<StoredEvent>();
}

/** An event as it is answered. */
export function eventOf(row: StoredEvent, names: ReadonlyMap<string, string>): ProfileEvent {
  return {
    messageId: row.message_id,
    action: row.action,
    time: row.time,
    receivedAt: row.received_at,
    batch: Number(row.batch),
    source: row.source,
    sourceName: names.get(row.source) ?? null,
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
