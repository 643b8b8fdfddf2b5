import { windowEdges, type Window } from '@cutline/segment-definition';
import { addDays, dateIn, formatDate } from '../figures/time.ts';

const plural = (count: number, unit: string): string =>
  `${count === 1 ? '' : `${count} `}${unit}${count === 1 ? '' : 's'}`;

/** A window as one says it, with inclusive dates: "last 365 days before 365 days", "1 Jan 1997 to 30 Sep 1997". */
export function windowWords(window: Window, locale?: string): string {
  const day = (moment: string, shift = 0): string => formatDate(addDays(moment.slice(0, 10), shift), locale);
  switch (window.type) {
    case 'last': {
      const before = window.before?.count
        ? ` before ${window.before.count} ${window.before.unit}${window.before.count === 1 ? '' : 's'}`
        : '';
      return `last ${plural(window.count, window.unit)}${before}`;
    }
    case 'between':
      return `${day(window.start)} to ${day(window.end, window.end.length === 10 ? -1 : 0)}`;
    case 'since':
      return `since ${day(window.start)}`;
    case 'until':
      return `until ${day(window.end, window.end.length === 10 ? -1 : 0)}`;
    case 'allTime':
      return 'all time';
  }
}

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

/** What a window covers, said in dates of the workspace. */
export function windowCovers(window: Window, asOf: string, timeZone: string, locale?: string): string {
  const days = windowDays(window, asOf, timeZone);
  if (!days) return 'No day at all: the window begins after this moment.';
  const last = formatDate(days.last, locale);
  return days.first === null
    ? `Everything up to ${last}, that day included`
    : `${formatDate(days.first, locale)} to ${last}, both days included`;
}
