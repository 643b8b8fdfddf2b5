import type { ClickHouseClient } from '@clickhouse/client';
import type { schema } from '@cutline/postgres';
import { compileStreamInsert, tailOf, wholeStream, type Stream } from '@cutline/segment-sql';

/** A row as `timelines` has it: workspace, stream, profile, and for each day the day, its events, values and their sum. */
type Row = [number, number, number, number[], number[], number[], string[]];

/**
 * Where the timelines of a stream are not what building it anew from events would give, as `profile and day: held instead of rebuilt`; each is events,
 * values and their sum. Nothing may write meanwhile.
 *
 * @param workspace its number
 * @param hasAliases whether numbers count for other profiles in the batches that the stream holds
 */
export async function differencesOfTimelines(
  clickhouse: ClickHouseClient,
  workspace: number,
  row: Pick<typeof schema.stream.$inferSelect, 'number' | 'document' | 'timeZone' | 'currency' | 'known'>,
  hasAliases: boolean,
): Promise<string[]> {
  const { number, document, timeZone, currency, known } = row;
  const state = { workspace, number, stream: document as Stream, timeZone, currency, known, hasAliases };
  const insert = compileStreamInsert([state], wholeStream);
  const read = async (query: string, query_params: Record<string, unknown>): Promise<Map<string, string>> => {
    const result = await clickhouse.query({ query, query_params, format: 'JSONCompactEachRow' });
    return valuesByDay(await result.json<Row>());
  };
  const held = await read(
    `SELECT workspace, stream, profile, daysMap.day, daysMap.events, daysMap.valued, daysMap.total FROM timelines
     WHERE workspace = {workspace:UInt32} AND stream IN {streams:Array(UInt32)}`,
    { workspace, streams: [number, tailOf(number)] },
  );
  const twice = await clickhouse.query({
    query: `SELECT profile FROM timelines WHERE workspace = {workspace:UInt32} AND stream = {stream:UInt32}
      GROUP BY profile HAVING count() > 1 ORDER BY profile`,
    query_params: { workspace, stream: number },
    format: 'JSONCompactEachRow',
  });
  const rebuilt = await read(insert.sql.slice(insert.sql.indexOf('SELECT')), insert.params);
  const days = new Set([...held.keys(), ...rebuilt.keys()]);
  return [
    ...(await twice.json<[number]>()).map(([profile]) => `profile ${profile} has several rows of the stream itself`),
    ...[...days].flatMap((day) =>
      held.get(day) === rebuilt.get(day) ? [] : [`${day}: ${held.get(day)} instead of ${rebuilt.get(day)}`],
    ),
  ];
}

/** By profile and day: events, values, and their sum in hundred-millionths. Rows that are not merged yet add up. */
function valuesByDay(rows: Row[]): Map<string, string> {
  const days = new Map<string, [bigint, bigint, bigint]>();
  const of = (profile: number, day: number): [bigint, bigint, bigint] => {
    const key = `profile ${profile}, day ${day}`;
    const found = days.get(key) ?? [0n, 0n, 0n];
    days.set(key, found);
    return found;
  };
  for (const [, , profile, dayNumbers, events, valued, totals] of rows)
    for (const [index, day] of dayNumbers.entries()) {
      const values = of(profile, day);
      values[0] += BigInt(events[index]!);
      values[1] += BigInt(valued[index]!);
      values[2] += hundredMillionths(String(totals[index]!));
    }
  return new Map([...days].map(([key, values]) => [key, values.join(' ')]));
}

function hundredMillionths(text: string): bigint {
  const [whole = '0', places = ''] = text.replace(/^-/, '').split('.');
  return BigInt(whole + places.padEnd(8, '0')) * (text.startsWith('-') ? -1n : 1n);
}
