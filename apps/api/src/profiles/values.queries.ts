import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import type { ValueType } from '@cutline/segment-definition';

/** Which profile each number counts for: what is said of the numbers is said of the profiles. */
export type Numbers = ReadonlyMap<number, number>;

export interface ValueRow {
  kind: 'attribute' | 'consent';
  name: string;
  text: string | null;
  number: string | null;
  boolean: boolean | null;
  instant: string | null;
  date: string | null;
  list: string[];
  is_list: boolean;
  /** When it was given; in 1970 where nobody noted it. */
  given: string;
  source: string;
}

const valueColumns = `kind, name, text, toString(number) AS number, boolean,
        concat(replaceOne(toString(instant), ' ', 'T'), 'Z') AS instant, toString(date) AS date, list, is_list,
        concat(replaceOne(toString(time), ' ', 'T'), 'Z') AS given, source, message_id, toString(batch) AS batch`;

/** Of each name the value that holds, and how often one was given. */
export async function readValues(
  client: ClickHouseClient,
  workspace: number,
  numbers: Numbers,
): Promise<(ValueRow & { profile: number; times: string })[]> {
  const result = await client.query({
    query: `SELECT transform(profile, {numbers:Array(UInt32)}, {profiles:Array(UInt32)}) AS profile, ${valueColumns},
        toString(count() OVER (PARTITION BY profile, kind, name)) AS times
      FROM (
        SELECT * FROM ${tables.profileValues} AS value
        WHERE workspace = {workspace:UInt32} AND value.profile IN {numbers:Array(UInt32)}
        LIMIT 1 BY value.profile, kind, name, time, message_id, value.batch
      )
      ORDER BY profile, kind, name, time DESC, message_id DESC, batch DESC
      LIMIT 1 BY profile, kind, name`,
    query_params: { workspace, numbers: [...numbers.keys()], profiles: [...numbers.values()] },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'attributes', workspace }),
  });
  return result.json();
}

/** A page of the values that a name was given, the one that holds first. */
export async function listValues(
  client: ClickHouseClient,
  { workspace, numbers }: { workspace: number; numbers: number[] },
  { kind, name, after, limit }: { kind: ValueRow['kind']; name: string; after: ValueKey | null; limit: number },
): Promise<(ValueRow & { message_id: string; batch: string })[]> {
  const result = await client.query({
    query: `SELECT ${valueColumns}
      FROM ${tables.profileValues} AS value
      WHERE workspace = {workspace:UInt32} AND kind = {kind:String} AND name = {name:String} AND profile IN {numbers:Array(UInt32)}
        ${after ? "AND (time, message_id, value.batch) < (parseDateTime64BestEffort({time:String}, 3, 'UTC'), {messageId:String}, {batch:UInt64})" : ''}
      ORDER BY time DESC, message_id DESC, value.batch DESC
      LIMIT 1 BY time, message_id, value.batch
      LIMIT {limit:UInt32}`,
    query_params: { workspace, numbers, kind, name, limit, ...after },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'values', workspace }),
  });
  return result.json();
}

/** What orders the values of a name. */
export interface ValueKey {
  time: string;
  messageId: string;
  batch: number;
}

/** A value and its type; nothing where the value was taken away. */
export function typedValue(row: ValueRow): { value: unknown; type: ValueType } | undefined {
  if (row.text !== null) return { value: row.text, type: 'string' };
  if (row.number !== null) return { value: Number(row.number), type: 'number' };
  if (row.boolean !== null) return { value: row.boolean, type: 'boolean' };
  const moment = row.instant ?? row.date;
  if (moment !== null) return { value: moment, type: 'datetime' };
  return row.is_list ? { value: row.list, type: 'list' } : undefined;
}

/** When a value was given; null where nobody noted it. */
export function givenAt({ given }: ValueRow): string | null {
  return Date.parse(given) === 0 ? null : given;
}
