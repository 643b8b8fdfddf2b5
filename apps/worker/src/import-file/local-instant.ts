import { Temporal } from 'temporal-polyfill';

const hour = 3_600_000;
/** Start of a local hour in UTC milliseconds, by `zone year-month-day-hour`; null where the clock changes within it. */
const startOfHour = new Map<string, number | null>();
const remembered = 100_000;

/**
 * UTC milliseconds of a local time: `inHour` milliseconds after an hour of a day that exists. A local time that a clock change removes
 * moves forward past the gap; one that comes twice is the earlier. Ordinary hours are looked up once, then remembered.
 */
export function localInstant(
  year: number,
  month: number,
  day: number,
  hourOfDay: number,
  inHour: number,
  timeZone: string,
): number {
  if (timeZone === 'UTC') return Date.UTC(year, month - 1, day, hourOfDay) + inHour;
  const key = `${timeZone} ${year}-${month}-${day}-${hourOfDay}`;
  let start = startOfHour.get(key);
  if (start === undefined) {
    start = ordinaryHour(year, month, day, hourOfDay, timeZone);
    if (startOfHour.size >= remembered) startOfHour.clear();
    startOfHour.set(key, start);
  }
  if (start !== null) return start + inHour;
  return exactInstant(new Temporal.PlainDateTime(year, month, day, hourOfDay).add({ milliseconds: inHour }), timeZone);
}

function ordinaryHour(year: number, month: number, day: number, hourOfDay: number, timeZone: string): number | null {
  const local = new Temporal.PlainDateTime(year, month, day, hourOfDay);
  const start = exactInstant(local, timeZone);
  const next = exactInstant(local.add({ hours: 1 }), timeZone);
  return next - start === hour ? start : null;
}

function exactInstant(local: Temporal.PlainDateTime, timeZone: string): number {
  return local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}
