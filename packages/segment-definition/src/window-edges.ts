import { Temporal } from 'temporal-polyfill';
import { isExact, type CalendarUnit, type Window, type WindowUnit } from './window.ts';

/** A half-open stretch in UTC milliseconds: start ≤ time < end. `start` is null where it is open. */
export interface WindowEdges {
  start: number | null;
  end: number;
}

/**
 * The instants at which a window begins and ends, for an evaluation at `asOf` (UTC milliseconds) in a zone. This is
 * the only place that knows calendars: everything else compares instants.
 *
 * The anchor of `last` is the start of tomorrow, or `asOf` itself where it is exact; each edge is one step from it, never a chain of steps. Month ends clamp;
 * a local midnight that a clock change removes moves forward, one that comes twice is the earlier.
 * The end is never after `asOf`; a window that lies wholly after it is empty (start = end = asOf).
 */
export function windowEdges(window: Window, asOf: number, timeZone: string): WindowEdges {
  const { start, end } = uncutEdges(window, asOf, timeZone);
  const cut = Math.min(end, asOf);
  return { start: start === null ? null : Math.min(start, cut), end: cut };
}

/** The same, but not cut at `asOf`: for dates of people, which may lie ahead. Infinity where it is open at the end. */
export function uncutEdges(window: Window, asOf: number, timeZone: string): WindowEdges {
  switch (window.type) {
    case 'last': {
      const { count, unit, before } = window;
      const end = duration(before?.count ?? 0, before?.unit ?? unit);
      const start = sum(end, duration(count, unit));
      const now = zoned(asOf, timeZone);
      if (isExact(window))
        return { start: now.subtract(start).epochMilliseconds, end: now.subtract(end).epochMilliseconds };
      const anchor = now.toPlainDate().add({ days: 1 });
      return { start: startOfDay(anchor.subtract(start), timeZone), end: startOfDay(anchor.subtract(end), timeZone) };
    }
    case 'between':
      return { start: instantOf(window.start, timeZone), end: instantOf(window.end, timeZone) };
    case 'since':
      return { start: instantOf(window.start, timeZone), end: Infinity };
    case 'until':
      return { start: null, end: instantOf(window.end, timeZone) };
    case 'this':
    case 'previous': {
      const first = firstDayOf(window.unit, zoned(asOf, timeZone).toPlainDate());
      const step = duration(1, window.unit);
      const [from, to] = window.type === 'this' ? [first, first.add(step)] : [first.subtract(step), first];
      return { start: startOfDay(from, timeZone), end: startOfDay(to, timeZone) };
    }
    case 'allTime':
      return { start: null, end: Infinity };
  }
}

/** The stretch that *in the next N units* means: today and what follows it, from the start of today, not cut. */
export function nextEdges(count: number, unit: CalendarUnit, asOf: number, timeZone: string): WindowEdges {
  const today = zoned(asOf, timeZone).toPlainDate();
  return { start: startOfDay(today, timeZone), end: startOfDay(today.add(duration(count, unit)), timeZone) };
}

/** The local day of a date: from its midnight until before the next. */
export function dayEdges(date: string, timeZone: string): WindowEdges {
  const day = Temporal.PlainDate.from(date);
  return { start: startOfDay(day, timeZone), end: startOfDay(day.add({ days: 1 }), timeZone) };
}

/** One length; adding two carries nothing over, so that an edge is one step from its anchor. */
function duration(count: number, unit: WindowUnit): Length {
  switch (unit) {
    case 'minute':
      return { minutes: count };
    case 'hour':
      return { minutes: count * 60 };
    case 'day':
      return { days: count };
    case 'week':
      return { days: count * 7 };
    case 'month':
      return { months: count };
    case 'quarter':
      return { months: count * 3 };
    case 'year':
      return { months: count * 12 };
  }
}

interface Length {
  months?: number;
  days?: number;
  minutes?: number;
}

function sum(one: Length, other: Length): Length {
  return {
    months: (one.months ?? 0) + (other.months ?? 0),
    days: (one.days ?? 0) + (other.days ?? 0),
    minutes: (one.minutes ?? 0) + (other.minutes ?? 0),
  };
}

/** Weeks start on Monday. */
function firstDayOf(unit: CalendarUnit, date: Temporal.PlainDate): Temporal.PlainDate {
  switch (unit) {
    case 'day':
      return date;
    case 'week':
      return date.subtract({ days: date.dayOfWeek - 1 });
    case 'month':
      return date.with({ day: 1 });
    case 'quarter':
      return date.with({ month: date.month - ((date.month - 1) % 3), day: 1 });
    case 'year':
      return date.with({ month: 1, day: 1 });
  }
}

function zoned(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
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
