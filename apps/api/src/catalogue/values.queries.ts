import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { rowsOfProfiles } from '@cutline/segment-sql';
import type { Catalogued } from './events.queries.ts';

/** What profiles were given under a name: how many values there are of each kind, and frequent ones. */
export interface AttributeRow {
  name: string;
  profiles: string;
  first: string | null;
  last: string | null;
  datetimes: string;
  texts: string;
  integers: string;
  numbers: string;
  booleans: string;
  lists: string;
  examples: string[];
}

export interface ChannelRow {
  channel: string;
  profiles: string;
  agreed: string;
  first: string | null;
  last: string | null;
}

/** Texts that can be read as an instant: a date, or a time of UTC. */
const instantPattern = '^\\\\d{4}-\\\\d{2}-\\\\d{2}(T\\\\d{2}:\\\\d{2}:\\\\d{2}(\\\\.\\\\d{1,3})?Z)?$';
const mostAttributes = 1_000;

/** Attributes by how many profiles were given one, the most frequent first. */
export async function listAttributes(client: ClickHouseClient, of: Catalogued): Promise<AttributeRow[]> {
  const { from, profile } = rowsOfProfiles(tables.profileValues, tables.profileValues, of.hasAliases);
  const result = await client.query({
    query: `SELECT name, toString(uniqExactIf(owner, is_set)) AS profiles, ${seen('min', 'is_set')} AS first, ${seen('max', 'is_set')} AS last,
        toString(countIf(instant IS NOT NULL OR date IS NOT NULL OR match(assumeNotNull(text), '${instantPattern}'))) AS datetimes,
        toString(countIf(text IS NOT NULL AND NOT match(assumeNotNull(text), '${instantPattern}'))) AS texts,
        toString(countIf(number IS NOT NULL AND number = trunc(number))) AS integers,
        toString(countIf(number IS NOT NULL AND number != trunc(number))) AS numbers,
        toString(count(boolean)) AS booleans, toString(countIf(is_list)) AS lists,
        topKIf(5)(substringUTF8(shown, 1, 100), shown != '') AS examples
      FROM (
        SELECT name, time, instant, date, text, number, boolean, is_list, ${profile} AS owner,
          is_list OR text IS NOT NULL OR number IS NOT NULL OR boolean IS NOT NULL OR instant IS NOT NULL OR date IS NOT NULL AS is_set,
          coalesce(text, toString(number), toString(boolean),
            concat(replaceOne(toString(instant), ' ', 'T'), 'Z'), toString(date), arrayStringConcat(list, ', ')) AS shown
        FROM ${from}
        WHERE workspace = {workspace:UInt32} AND kind = 'attribute' AND batch <= {known:UInt64}
      )
      GROUP BY name
      HAVING countIf(is_set) > 0
      ORDER BY uniqExactIf(owner, is_set) DESC, name
      LIMIT ${mostAttributes}`,
    query_params: { workspace: of.workspace, known: of.known },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'catalogue', step: 'attributes', workspace: of.workspace }),
  });
  return result.json<AttributeRow>();
}

/** Channels of consent, with what holds now. */
export async function listChannels(client: ClickHouseClient, of: Catalogued): Promise<ChannelRow[]> {
  const { from, selected } = rowsOfProfiles(tables.profileValues, tables.profileValues, of.hasAliases);
  const result = await client.query({
    query: `SELECT name AS channel, toString(count()) AS profiles, toString(countIf(agrees)) AS agreed,
        ${seen('min', 'true', 'earliest')} AS first, ${seen('max', 'true', 'latest')} AS last
      FROM (
        SELECT name, ${selected}, argMax(assumeNotNull(boolean), (time, message_id, batch)) AS agrees,
          min(time) AS earliest, max(time) AS latest
        FROM ${from}
        WHERE workspace = {workspace:UInt32} AND kind = 'consent' AND batch <= {known:UInt64}
        GROUP BY name, profile
      )
      GROUP BY name
      ORDER BY count() DESC, name`,
    query_params: { workspace: of.workspace, known: of.known },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'catalogue', step: 'channels', workspace: of.workspace }),
  });
  return result.json<ChannelRow>();
}

/** First or last instant; null where nobody said when: what was migrated from the first version stands in 1970. */
function seen(edge: 'min' | 'max', condition: string, column = 'time'): string {
  const edges = `${edge}If(${column}, ${condition} AND ${column} > toDateTime64(0, 3, 'UTC'))`;
  return `if(countIf(${condition} AND ${column} > toDateTime64(0, 3, 'UTC')) = 0, NULL, concat(replaceOne(toString(${edges}), ' ', 'T'), 'Z'))`;
}
