import { dayEdges } from '@cutline/segment-definition';
import { dayLength, dayOfLocal, localMilliseconds, localOf, clockOf } from './zone-sql.ts';
import type { SqlContext } from './sql-context.ts';

/** Days are stored as UInt16, counted so that the local day before 1970 is 0: west of Greenwich the first instants of 1970 lie on it. */
export const before1970 = 1;
const lastDay = 65_535;

/** Half-open, as days are stored: from ≤ day < to. */
export interface DayRange {
  from: number;
  to: number;
}

/**
 * Columns of `timelines` with one value for each day: the day, its events, and of a parameter how many had it and what it sums up to. Which order the days have
 * does not matter.
 */
export const dayColumns = {
  day: 'daysMap.day',
  events: 'daysMap.events',
  valued: 'daysMap.valued',
  total: 'daysMap.total',
} as const;

export type DayColumn = keyof typeof dayColumns;
export const allDayColumns = Object.keys(dayColumns) as DayColumn[];

/** All days. */
export const allDays: DayRange = { from: 0, to: lastDay + 1 };

/** UInt16: the stored day of an instant (Int64, UTC milliseconds, not before 1970). */
export function storedDay(instant: string, context: SqlContext): string {
  return `toUInt16(${dayOfLocal(localOf(instant, context))} + ${before1970})`;
}

/** The stored day on which an instant lies. */
export function storedDayOf(instant: number, timeZone: string): number {
  return Math.floor(localMilliseconds(instant, timeZone) / dayLength) + before1970;
}

/** The stored day that begins at an instant, or null where the instant lies within a day. */
export function dayThatBegins(instant: number, timeZone: string): number | null {
  return dayEdges(localDate(instant, timeZone), timeZone).start === instant ? storedDayOf(instant, timeZone) : null;
}

/** The local date of an instant, e.g. `2026-03-29`. */
export function localDate(instant: number, timeZone: string): string {
  return new Date(localMilliseconds(instant, timeZone)).toISOString().slice(0, 10);
}

/**
 * Whether a zone's clock never went back over midnight since 1970, so that what lies between two midnights is what has the dates between
 * them. It is so everywhere but in Newfoundland, Labrador and New Brunswick before 2012, and once in Antarctica.
 */
export function datesAscend(timeZone: string): boolean {
  const { instants, offsets } = clockOf(timeZone);
  const day = (local: number): number => Math.floor(local / dayLength);
  return instants.every(
    (instant, index) =>
      instant < 0 || index === 0 || day(instant - 1 + offsets[index - 1]!) <= day(instant + offsets[index]!),
  );
}
