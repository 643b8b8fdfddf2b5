import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { zoneClock } from '@cutline/segment-definition';
import type { EventConditions } from './event-filter.ts';

export interface DayCount {
  /** Of the zone, e.g. `2026-01-31`. */
  date: string;
  action: string;
  events: number;
}

/** How many events there are on each day of the zone, by action; latest day first. The zone's clock is ours, not the engine's. */
export async function countByDay(
  client: ClickHouseClient,
  { sql, query_params }: EventConditions,
  timeZone: string,
): Promise<DayCount[]> {
  const { instants, offsets } = zoneClock(timeZone);
  const at = 'toUnixTimestamp64Milli(event.time)';
  const offset =
    offsets.length === 1
      ? '{offsets:Array(Int64)}[1]'
      : `transform(roundDown(${at}, {instants:Array(Int64)}), {instants:Array(Int64)}, {offsets:Array(Int64)})`;
  const result = await client.query({
    query: `SELECT toString(toDate32(fromUnixTimestamp64Milli(${at} + ${offset}, 'UTC'))) AS date, event.action AS action,
        toUInt32(count()) AS events
      FROM ${tables.events} AS event
      WHERE ${sql}
      GROUP BY date, action
      ORDER BY date DESC, events DESC, action`,
    query_params: { ...query_params, instants, offsets },
    format: 'JSONEachRow',
    clickhouse_settings: {
      output_format_json_escape_forward_slashes: 0,
      ...tagged({ feature: 'profiles', step: 'days', workspace: query_params['workspace'] as number }),
    },
  });
  return result.json<DayCount>();
}
