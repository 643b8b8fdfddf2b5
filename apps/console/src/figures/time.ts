import { fromDate, parseDate, Time, toCalendarDateTime, toZoned } from '@internationalized/date';
import { t } from '../language/messages.ts';
import { formatDecimal, readersLocale } from './number.ts';

type Locale = string | readonly string[] | undefined;

const formats = new Map<string, Intl.DateTimeFormat>();
function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale as string[], options);
  formats.set(key, known);
  return known;
}

/** An instant in a zone: 21 Nov 2026, 20:31 */
export function formatInstant(instant: string, timeZone: string, locale: Locale = readersLocale()): string {
  return format(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** The day an instant falls on in a zone: 21 Nov 2026 */
export function formatDay(instant: string, timeZone: string, locale: Locale = readersLocale()): string {
  return format(locale, { timeZone, dateStyle: 'medium' }).format(new Date(instant));
}

/** The same with its weekday: Saturday 21 November 2026 */
export function formatLongDay(instant: string, timeZone: string, locale: Locale = readersLocale()): string {
  return format(locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(instant),
  );
}

/** Hour and minute of an instant in a zone: 20:31 */
export function formatClock(instant: string, timeZone: string, locale: Locale = readersLocale()): string {
  return format(locale, { timeZone, timeStyle: 'short' }).format(new Date(instant));
}

/** The same with seconds, for what just happened: 20:31:07 */
export function formatExactClock(instant: string, timeZone: string, locale: Locale = readersLocale()): string {
  return format(locale, { timeZone, timeStyle: 'medium' }).format(new Date(instant));
}

/** A calendar date, wherever it is: '1997-10-01' → 1 Oct 1997 */
export function formatDate(date: string, locale: Locale = readersLocale()): string {
  return format(locale, { timeZone: 'UTC', dateStyle: 'medium' }).format(new Date(`${date}T00:00:00Z`));
}

/** The calendar date of an instant in a zone, as 2026-11-21. */
export function dateIn(instant: string, timeZone: string): string {
  return fromDate(new Date(instant), timeZone).toString().slice(0, 10);
}

/** The last millisecond of a date in a zone, as an instant: what "as of that day" means. */
export function endOfDate(date: string, timeZone: string): string {
  const next = toZoned(toCalendarDateTime(parseDate(date).add({ days: 1 }), new Time(0)), timeZone);
  return new Date(next.toDate().getTime() - 1).toISOString();
}

/** `days` after (before, when negative) a calendar date. */
export function addDays(date: string, days: number): string {
  return parseDate(date).add({ days }).toString();
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30.44],
  ['month', 12],
  ['year', Infinity],
];

/** How long ago (or how far ahead): 4 hours ago */
export function formatAgo(instant: string, now: number = Date.now(), locale: Locale = readersLocale()): string {
  const words = new Intl.RelativeTimeFormat(locale as string[], { numeric: 'auto' });
  let distance = (new Date(instant).getTime() - now) / 1000;
  if (Math.abs(distance) < 5) return t.figures.justNow;
  for (const [unit, size] of steps) {
    if (Math.abs(distance) < size) return words.format(Math.trunc(distance), unit);
    distance /= size;
  }
  return '';
}

/** Seconds in words: 75 → 1 min 15 s. The units are the same in every language. */
export function formatDuration(seconds: number, locale: Locale = readersLocale()): string {
  if (seconds < 1) return `${Math.max(0, Math.round(seconds * 1000))} ms`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${formatDecimal(seconds < 10 ? seconds.toFixed(1) : whole, locale)} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60 ? `${whole % 60} s` : ''}`.trim();
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Time zones the browser knows, with the reader's own first. */
export function timeZones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
