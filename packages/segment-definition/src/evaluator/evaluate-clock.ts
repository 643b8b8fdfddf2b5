import { Temporal } from 'temporal-polyfill';
import type { OnlyOn } from '../window.ts';

/** What the clock on a wall of the zone shows at an instant (UTC milliseconds). */
export function localClock(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
}

/** The local calendar date at an instant. */
export function localDate(instant: number, timeZone: string): Temporal.PlainDate {
  return localClock(instant, timeZone).toPlainDate();
}

/** Local calendar days from one instant's to another's; positive where `to` is later. */
export function calendarDays(from: number, to: number, timeZone: string): number {
  return localDate(from, timeZone).until(localDate(to, timeZone), { largestUnit: 'day' }).days;
}

/** Whether an instant lies on the weekdays and in the hours of a window that says some. */
export function isOnlyOn(onlyOn: OnlyOn | undefined, instant: number, timeZone: string): boolean {
  if (!onlyOn) return true;
  const { dayOfWeek, hour } = localClock(instant, timeZone);
  const { weekdays, hours } = onlyOn;
  if (weekdays && !weekdays.includes(dayOfWeek)) return false;
  if (!hours) return true;
  const { from, to } = hours;
  return from < to ? from <= hour && hour < to : from <= hour || hour < to;
}
