import { dayEdges } from '@cutline/segment-definition';
import type { EventFilterQuery } from './profiles.schemas.ts';

/** Whose events, and up to which batch. */
export interface OfProfile {
  workspace: number;
  /** All that count for the profile. */
  numbers: number[];
  /** Only batches up to here are read. */
  known: number;
}

/** Conditions on `events AS event`, and what they are bound with. */
export interface EventConditions {
  sql: string;
  query_params: Record<string, unknown>;
}

/** A profile's events. */
export function ofProfile({ workspace, numbers, known }: OfProfile): EventConditions {
  return {
    sql: 'event.workspace = {workspace:UInt32} AND event.profile IN {numbers:Array(UInt32)} AND event.batch <= {known:UInt64}',
    query_params: { workspace, numbers, known },
  };
}

/** Those of them that are asked for. Days are of the zone. */
export function matching(
  of: OfProfile,
  { action, search, from, until }: EventFilterQuery,
  timeZone: string,
): EventConditions {
  const { sql, query_params } = ofProfile(of);
  const conditions = [sql];
  const instant = (name: string) => `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
  if (action) conditions.push('event.action IN {actions:Array(String)}');
  if (search)
    conditions.push(`(positionCaseInsensitiveUTF8(event.order_id, {search:String}) > 0
        OR positionCaseInsensitiveUTF8(event.action, {search:String}) > 0
        OR positionCaseInsensitiveUTF8(toJSONString(event.parameters), {escaped:String}) > 0
        OR arrayExists(line -> positionCaseInsensitiveUTF8(concat(line.1, '\\n', line.2, '\\n', line.3), {search:String}) > 0, event.products))`);
  if (from) conditions.push(`event.time >= ${instant('start')}`);
  if (until) conditions.push(`event.time < ${instant('end')}`);
  return {
    sql: conditions.join('\n        AND '),
    query_params: {
      ...query_params,
      ...(action && { actions: action }),
      // As the text stands in JSON.
      ...(search && { search, escaped: JSON.stringify(search).slice(1, -1) }),
      ...(from && { start: dayEdges(from, timeZone).start }),
      ...(until && { end: dayEdges(until, timeZone).end }),
    },
  };
}
