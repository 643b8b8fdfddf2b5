import { Temporal } from 'temporal-polyfill';
import type { Window, WindowUnit } from './window.ts';

/** A half-open stretch in UTC milliseconds: start ≤ time < end. `start` is null where it is open. */
export interface WindowEdges {
  start: number | null;
  end: number;
}

/**
 * The instants at which a window begins and ends, for an evaluation at `asOf` (UTC milliseconds) in a zone. This is
 * the only place that knows calendars: everything else compares instants.
 *
 * The anchor of `last` is the start of tomorrow; each edge is one step from it, never a chain of steps. Month ends clamp;
 * a local midnight that a clock change removes moves forward, one that comes twice is the earlier.
 * The end is never after `asOf`; a window that lies wholly after it is empty (start = end = asOf).
 */
export function windowEdges(window: Window, asOf: number, timeZone: string): WindowEdges {
  const { start, end } = uncutEdges(window, asOf, timeZone);
  const cut = Math.min(end, asOf);
  return { start: start === null ? null : Math.min(start, cut), end: cut };
}

function uncutEdges(window: Window, asOf: number, timeZone: string): WindowEdges {
  switch (window.type) {
    case 'last': {
      const anchor = Temporal.Instant.fromEpochMilliseconds(asOf)
        .toZonedDateTimeISO(timeZone)
        .toPlainDate()
        .add({ days: 1 });
      const before = window.before ?? { count: 0, unit: window.unit };
      const end = duration(before.count, before.unit);
      const start = end.add(duration(window.count, window.unit));
      return { start: startOfDay(anchor.subtract(start), timeZone), end: startOfDay(anchor.subtract(end), timeZone) };
    }
    case 'between':
      return { start: instantOf(window.start, timeZone), end: instantOf(window.end, timeZone) };
    case 'since':
      return { start: instantOf(window.start, timeZone), end: Infinity };
    case 'until':
      return { start: null, end: instantOf(window.end, timeZone) };
    case 'allTime':
      return { start: null, end: Infinity };
  }
}

/** Calendar lengths that add without carrying: weeks are days, quarters and years are months. */
function duration(count: number, unit: WindowUnit): CalendarLength {
  const days = unit === 'day' ? count : unit === 'week' ? count * 7 : 0;
  const months = unit === 'month' ? count : unit === 'quarter' ? count * 3 : unit === 'year' ? count * 12 : 0;
  return new CalendarLength(months, days);
}

class CalendarLength {
  readonly months: number;
  readonly days: number;

  constructor(months: number, days: number) {
    this.months = months;
    this.days = days;
  }

  add(other: CalendarLength): CalendarLength {
    return new CalendarLength(this.months + other.months, this.days + other.days);
  }
}

function startOfDay(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime({ timeZone, plainTime: '00:00' }).epochMilliseconds;
}

/** UTC milliseconds of a date's midnight in the zone, or of an instant. */
export function instantOf(moment: string, timeZone: string): number {
  if (moment.length === 10) return startOfDay(Temporal.PlainDate.from(moment), timeZone);
  return Temporal.Instant.from(moment).epochMilliseconds;
}

/** Whether a name is one of the IANA zones this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
