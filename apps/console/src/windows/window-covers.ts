import { isExact, windowEdges, type Window } from '@cutline/segment-definition';
import { dateIn, formatDate, formatInstant } from '../figures/time.ts';
import { t } from '../language/messages.ts';

/** The first and last day that a window has in it at an instant; null where it is open, or empty. */
export function windowDays(
  window: Window,
  asOf: string,
  timeZone: string,
): { first: string | null; last: string } | null {
  const { start, end } = windowEdges(window, Date.parse(asOf), timeZone);
  if (start !== null && start >= end) return null;
  const date = (at: number): string => dateIn(new Date(at).toISOString(), timeZone);
  return { first: start === null ? null : date(start), last: date(end - 1) };
}

/** Whether one of its edges is not a midnight but a moment of a day. */
function isTimed(window: Window): boolean {
  switch (window.type) {
    case 'last':
      return isExact(window);
    case 'between':
      return window.start.length > 10 || window.end.length > 10;
    case 'since':
      return window.start.length > 10;
    case 'until':
      return window.end.length > 10;
    default:
      return false;
  }
}

/** What a window covers at an instant, said in days of the workspace (in moments where it has them). */
export function windowCovers(window: Window, asOf: string, timeZone: string, locale?: string): string {
  const words = t.windows.covers;
  const days = windowDays(window, asOf, timeZone);
  if (!days) return words.nothing;
  if (isTimed(window)) {
    const { start, end } = windowEdges(window, Date.parse(asOf), timeZone);
    const at = (edge: number): string => formatInstant(new Date(edge).toISOString(), timeZone, locale);
    return start === null ? words.before(at(end)) : words.moments(at(start), at(end));
  }
  const last = formatDate(days.last, locale);
  if (days.first === null) return words.upTo(last);
  if (days.first === days.last) return words.day(last);
  return words.days(formatDate(days.first, locale), last);
}
