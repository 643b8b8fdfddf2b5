import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';

/** What is looked at: rates and events of batches up to `known`. */
interface Covered {
  workspace: number;
  known: number;
}

/** The rates of a currency together. Days as `2026-01-31`. */
export interface RatesOfCurrency {
  currency: string;
  /** Of the last day. */
  rate: string;
  days: string;
  firstDay: string;
  lastDay: string;
}

/** The events that have an amount in a currency. */
export interface EventsOfCurrency {
  currency: string;
  events: string;
  firstDay: string;
  lastDay: string;
  /** Of a day before the first rate. */
  withoutRate: string;
}

/** Currencies that are looked at, at most. */
const mostCurrencies = 1_000;

export async function sumRates(client: ClickHouseClient, of: Covered): Promise<RatesOfCurrency[]> {
  const result = await client.query({
    query: `SELECT currency, toString(argMax(rate, day)) AS rate, toString(count()) AS days,
        toString(min(day)) AS firstDay, toString(max(day)) AS lastDay
      FROM (
        SELECT currency, day, argMax(stored.rate, stored.batch) AS rate
        FROM ${tables.currencyRates} AS stored
        WHERE workspace = {workspace:UInt32} AND stored.batch <= {known:UInt64}
        GROUP BY currency, day
      )
      GROUP BY currency
      ORDER BY currency
      LIMIT ${mostCurrencies}`,
    query_params: { ...of },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'currency-rates', step: 'rates', workspace: of.workspace }),
  });
  return result.json<RatesOfCurrency>();
}

/**
 * Events with an amount in another currency than `own`, by their UTC dates. `firstDays` has the day of the first rate of each
 * currency that has any.
 */
export async function countForeignEvents(
  client: ClickHouseClient,
  of: Covered & { own: string; firstDays: Map<string, string> },
): Promise<EventsOfCurrency[]> {
  const result = await client.query({
    query: `WITH {firstDays:Map(String, Date32)} AS firstDays
      SELECT currency, toString(count()) AS events,
        toString(toDate32(min(time))) AS firstDay, toString(toDate32(max(time))) AS lastDay,
        toString(countIf(NOT mapContains(firstDays, currency) OR toDate32(time) < firstDays[currency])) AS withoutRate
      FROM ${tables.events}
      WHERE workspace = {workspace:UInt32} AND batch <= {known:UInt64} AND currency NOT IN ('', {own:String})
        AND (revenue IS NOT NULL OR arrayExists(price -> price IS NOT NULL, products.price))
      GROUP BY currency
      ORDER BY currency
      LIMIT ${mostCurrencies}`,
    query_params: { ...of },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'currency-rates', step: 'events', workspace: of.workspace }),
  });
  return result.json<EventsOfCurrency>();
}

/** The rates that hold for some currencies in a stretch of days, first and last included. */
export async function findRates(
  client: ClickHouseClient,
  of: Covered & { currencies: string[]; firstDay: string; lastDay: string },
): Promise<{ currency: string; day: string; rate: string }[]> {
  const result = await client.query({
    query: `SELECT currency, toString(stored.day) AS day, toString(argMax(stored.rate, stored.batch)) AS rate
      FROM ${tables.currencyRates} AS stored
      WHERE workspace = {workspace:UInt32} AND stored.batch <= {known:UInt64} AND has({currencies:Array(String)}, currency)
        AND stored.day BETWEEN {firstDay:Date32} AND {lastDay:Date32}
      GROUP BY currency, stored.day`,
    query_params: { ...of },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'currency-rates', step: 'held', workspace: of.workspace }),
  });
  return result.json<{ currency: string; day: string; rate: string }>();
}
