import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';

export interface ActionRow {
  action: string;
  events: string;
  profiles: string;
  first: string;
  last: string;
  revenue: string;
}

export interface ParameterRow {
  action: string;
  name: string;
  type: string;
  events: string;
  sampled: string;
}

interface Catalogued {
  workspace: number;
  known: number;
}

/** Actions that a catalogue shows at most, and events of each that are looked into for parameters. */
const mostActions = 500;
const sampledEvents = 2_000;

/** Events by name, the most frequent first. */
export async function listActions(client: ClickHouseClient, of: Catalogued): Promise<ActionRow[]> {
  const result = await client.query({
    query: `SELECT action, toString(count()) AS events, toString(uniqExact(profile)) AS profiles,
        ${iso('min(time)')} AS first, ${iso('max(time)')} AS last, toString(count(revenue)) AS revenue
      FROM ${tables.events}
      WHERE workspace = {workspace:UInt32} AND batch <= {known:UInt64}
      GROUP BY action
      ORDER BY count() DESC, action
      LIMIT ${mostActions}`,
    query_params: { ...of },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'actions', workspace: of.workspace }),
  });
  return result.json<ActionRow>();
}

/** What some events of each action carry, with ClickHouse's name of each type. */
export async function listParameters(client: ClickHouseClient, of: Catalogued): Promise<ParameterRow[]> {
  const result = await client.query({
    query: `SELECT action, path.1 AS name, path.2 AS type, toString(count()) AS events, toString(any(sampled)) AS sampled
      FROM (
        SELECT action, arrayJoin(arrayMap((name, type) -> (name, type), mapKeys(types), mapValues(types))) AS path, sampled
        FROM (
          SELECT action, JSONAllPathsWithTypes(parameters) AS types, count() OVER (PARTITION BY action) AS sampled
          FROM (
            SELECT action, parameters
            FROM ${tables.events}
            WHERE workspace = {workspace:UInt32} AND batch <= {known:UInt64}
            LIMIT ${sampledEvents} BY action
          )
        )
      )
      GROUP BY action, name, type
      ORDER BY action, count() DESC, name`,
    query_params: { ...of },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'actions', step: 'parameters', workspace: of.workspace }),
  });
  return result.json<ParameterRow>();
}

function iso(expression: string): string {
  return `concat(replaceOne(toString(${expression}), ' ', 'T'), 'Z')`;
}
