import { fromDate, parseDateTime, toZoned } from '@internationalized/date';

/** An instant by the clock of a zone, as an input of type `datetime-local` takes it: 2026-11-21T20:31 */
export function localTimeOf(instant: string, timeZone: string): string {
  return fromDate(new Date(instant), timeZone).toString().slice(0, 16);
}

/** The instant of a local time in a zone, as UTC text; one that a clock change skips moves on, one that comes twice is the earlier. */
export function instantAt(local: string, timeZone: string): string {
  return toZoned(parseDateTime(local), timeZone, 'compatible').toDate().toISOString();
}
