import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import type { ValueType } from '@cutline/segment-definition';

/** What is known of a profile now. */
export interface AttributesRow {
  /** As JSON: numbers, booleans, texts, lists of texts; dates (`1990-05-31`) and instants (ISO 8601) are texts. */
  attributes: Record<string, unknown>;
  types: Record<string, ValueType>;
  consents: Record<string, boolean>;
}

interface ValueRow {
  profile: number;
  kind: 'attribute' | 'consent';
  name: string;
  text: string | null;
  number: string | null;
  boolean: boolean | null;
  instant: string | null;
  date: string | null;
  list: string[];
  is_list: boolean;
}

/** Attributes and consents of profiles as they are now, by number; profiles without any are not among them. */
export async function loadAttributes(
  client: ClickHouseClient,
  workspace: number,
  profiles: number[],
): Promise<Map<number, AttributesRow>> {
  if (profiles.length === 0) return new Map();
  const result = await client.query({
    query: `SELECT profile, kind, name, text, toString(number) AS number, boolean,
        concat(replaceOne(toString(instant), ' ', 'T'), 'Z') AS instant, toString(date) AS date, list, is_list
      FROM ${tables.profileValues}
      WHERE workspace = {workspace:UInt32} AND profile IN {profiles:Array(UInt32)}
      ORDER BY profile, kind, name, time DESC, batch DESC
      LIMIT 1 BY profile, kind, name`,
    query_params: { workspace, profiles },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'profiles', step: 'attributes', workspace }),
  });
  const found = new Map<number, AttributesRow>();
  for (const row of await result.json<ValueRow>()) {
    const { profile, kind, name } = row;
    const known = found.get(profile) ?? { attributes: {}, types: {}, consents: {} };
    found.set(profile, known);
    if (kind === 'consent') {
      if (row.boolean !== null) known.consents[name] = row.boolean;
      continue;
    }
    const typed = typedValue(row);
    if (!typed) continue;
    known.attributes[name] = typed.value;
    known.types[name] = typed.type;
  }
  return found;
}

/** Nothing where the value was taken away. */
function typedValue(row: ValueRow): { value: unknown; type: ValueType } | undefined {
  if (row.text !== null) return { value: row.text, type: 'string' };
  if (row.number !== null) return { value: Number(row.number), type: 'number' };
  if (row.boolean !== null) return { value: row.boolean, type: 'boolean' };
  const moment = row.instant ?? row.date;
  if (moment !== null) return { value: moment, type: 'datetime' };
  return row.is_list ? { value: row.list, type: 'list' } : undefined;
}
