import { zoneClock, type ZoneClock } from '@cutline/segment-definition';
import type { SqlContext } from './sql-context.ts';

export const dayLength = 86_400_000;
const hourLength = 3_600_000;

/** Four hundred years, after which dates and weekdays are the same again. */
const era = 146_097 * dayLength;
/** The engine's calendar begins here. */
const calendarStart = Date.UTC(1900, 0, 1);

/** Int64, NULL where `ms` is: the local milliseconds of an instant (Int64, UTC milliseconds) by the workspace's clock. */
export function localOf(ms: string, context: SqlContext): string {
  const { instants, offsets } = clockOf(context.evaluation.timeZone);
  return `(${ms} + ${stepSql(ms, instants, offsets, context)})`;
}

/**
 * Int64, NULL where `local` is: the instant of local milliseconds. A local time that a clock change removes moves forward
 * past the gap, one that comes twice is the earlier.
 */
export function instantOfLocal(local: string, context: SqlContext): string {
  const { locals, offsets } = clockOf(context.evaluation.timeZone);
  return `(${local} - ${stepSql(local, locals, offsets, context)})`;
}

/** So many days dates reach back from 1970. */
const daysBefore = 100_000_000;

/** Int64: the number of the local day of local milliseconds; 1970-01-01 is 0. Mentions them once: their clock is long. */
export function dayOfLocal(local: string): string {
  return `(intDiv(${local} + ${daysBefore * dayLength}, ${dayLength}) - ${daysBefore})`;
}

/** The hour of local milliseconds, 0 to 23. */
export function hourOfLocal(local: string): string {
  return `intDiv(positiveModulo(${local}, ${dayLength}), ${hourLength})`;
}

/** The weekday of local milliseconds: 1 is Monday. */
export function weekdayOfLocal(local: string): string {
  // 1970-01-01 was a Thursday.
  return `(positiveModulo(${dayOfLocal(local)} + 3, 7) + 1)`;
}

/** The month of local milliseconds, 1 to 12. */
export function monthOfLocal(local: string): string {
  return `toMonth(${calendarSql(local)})`;
}

/** Month and day of local milliseconds as one number: 229 is 29 February. */
export function monthDayOfLocal(local: string): string {
  const date = calendarSql(local);
  return `(toMonth(${date}) * 100 + toDayOfMonth(${date}))`;
}

/** Local milliseconds of an instant, both as numbers: for what is known before the statement runs. */
export function localMilliseconds(instant: number, timeZone: string): number {
  const { instants, offsets } = clockOf(timeZone);
  return instant + offsets[instants.findLastIndex((each) => each <= instant)]!;
}

/** Local times shortly before 1900 (of an instant in 1900) are read four hundred years later. */
function calendarSql(local: string): string {
  return `fromUnixTimestamp64Milli(assumeNotNull(${local}) + if(assumeNotNull(${local}) < ${calendarStart}, ${era}, 0), 'UTC')`;
}

/** The value of the last step at or before `at`. The step is found by bisection and its value by a hash table. */
function stepSql(at: string, steps: number[], values: number[], { parameters }: SqlContext): string {
  if (values.length === 1) return parameters.add('offset', 'Int64', values[0]!);
  const stepsSql = parameters.add('clock', 'Array(Int64)', steps);
  const valuesSql = parameters.add('offsets', 'Array(Int64)', values);
  return `transform(roundDown(assumeNotNull(${at}), ${stepsSql}), ${stepsSql}, ${valuesSql})`;
}

const clocks = new Map<string, ZoneClock>();

/** Finding a zone's transitions takes milliseconds; there are a few hundred zones. */
export function clockOf(timeZone: string): ZoneClock {
  let clock = clocks.get(timeZone);
  if (!clock) clocks.set(timeZone, (clock = zoneClock(timeZone)));
  return clock;
}
