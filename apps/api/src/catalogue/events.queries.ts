import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { rowsOfProfiles } from '@cutline/segment-sql';

/** Which events are read. */
export interface Catalogued {
  workspace: number;
  known: number;
  /** Whether numbers count for other profiles: see `rowsOfProfiles`. */
  hasAliases: boolean;
}

export interface ActionRow {
  action: string;
  events: string;
  profiles: string;
  first: string;
  last: string;
}

/** Events of an action from a day (`2026-01-31`) on are looked into, at most so many. */
export interface Sampling {
  action: string;
  from: string;
}

/** An event as it is looked into. */
export interface SampledEvent {
  action: string;
  time: string;
  source: string;
  revenue: string | null;
  currency: string;
  order_id: string;
  products: { product_id: string; name: string; category: string; price: string | null; quantity: number | null }[];
  parameters: Record<string, unknown>;
}

/** Actions that a catalogue shows at most. */
const mostActions = 500;

/** Actions by number of events, the most frequent first. */
export async function listActions(client: ClickHouseClient, of: Catalogued): Promise<ActionRow[]> {
  const { workspace, known, hasAliases } = of;
  const { from, profile } = rowsOfProfiles(tables.events, tables.events, hasAliases);
  const result = await client.query({
    query: `SELECT action, toString(count()) AS events, toString(uniqExact(${profile})) AS profiles,
        ${iso('min(time)')} AS first, ${iso('max(time)')} AS last
      FROM ${from}
      WHERE workspace = {workspace:UInt32} AND batch <= {known:UInt64}
      GROUP BY action
      ORDER BY count() DESC, action
      LIMIT ${mostActions}`,
    query_params: { workspace, known },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'catalogue', step: 'actions', workspace }),
  });
  return result.json<ActionRow>();
}

/** For each action the day from which on it has `enough` events, or its first. */
export async function latestDays(
  client: ClickHouseClient,
  { workspace, known, actions, enough }: Catalogued & { actions: string[]; enough: number },
): Promise<Sampling[]> {
  const result = await client.query({
    query: `SELECT action, toString(if(max(reaches), maxIf(day, reaches), min(day))) AS from
      FROM (
        SELECT action, day, sum(events) OVER (PARTITION BY action ORDER BY day DESC) >= {enough:UInt64} AS reaches
        FROM (
          SELECT action, toDate(time) AS day, count() AS events
          FROM ${tables.events}
          WHERE workspace = {workspace:UInt32} AND batch <= {known:UInt64} AND has({actions:Array(String)}, action)
          GROUP BY action, day
        )
      )
      GROUP BY action`,
    query_params: { workspace, known, actions, enough },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'catalogue', step: 'days', workspace }),
  });
  return result.json<Sampling>();
}

/** Some events of each action, of its latest days: `most` of each. */
export async function sampleEvents(
  client: ClickHouseClient,
  of: Catalogued & { samplings: Sampling[]; most: number },
): Promise<SampledEvent[]> {
  const { workspace, known, samplings, most } = of;
  if (samplings.length === 0) return [];
  const places = samplings.map((_, n) => `(action = {action${n}:String} AND toDate(time) >= {from${n}:Date})`);
  const named = samplings.flatMap(({ action, from }, n) => [
    [`action${n}`, action],
    [`from${n}`, from],
  ]);
  const result = await client.query({
    query: `SELECT action, ${iso('event.time')} AS time, source, toString(revenue) AS revenue, currency, order_id, products, parameters
      FROM ${tables.events} AS event
      PREWHERE workspace = {workspace:UInt32} AND (${places.map((place) => place.replace('toDate(time)', 'toDate(event.time)')).join(' OR ')})
      WHERE batch <= {known:UInt64}
      LIMIT {most:UInt32} BY action`,
    query_params: { workspace, known, most, ...(Object.fromEntries(named) as Record<string, string>) },
    format: 'JSONEachRow',
    clickhouse_settings: {
      ...tagged({ feature: 'catalogue', step: 'sample', workspace }),
      // Whole numbers are to be told from texts.
      output_format_json_quote_64bit_integers: 0,
    },
  });
  return result.json<SampledEvent>();
}

function iso(expression: string): string {
  return `concat(replaceOne(toString(${expression}), ' ', 'T'), 'Z')`;
}
