import { isExact, windowEdges, type OnlyOn, type Window } from '@cutline/segment-definition';
import { addDays, dateIn, formatDate, formatInstant } from '../figures/time.ts';

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
const list = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** The weekdays by number, 1 is Monday. */
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const hour = (each: number): string => `${String(each).padStart(2, '0')}:00`;

/** "Saturdays and Sundays, 22:00 to 06:00"; three and more in a row as "Mondays to Fridays". Empty where nothing is left out. */
export function onlyOnWords({ weekdays: days, hours }: OnlyOn): string {
  return [
    days ? dayWords([...days].sort((a, b) => a - b)) : '',
    hours ? `${hour(hours.from)} to ${hour(hours.to)}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function dayWords(days: number[]): string {
  const name = (day: number | undefined): string => `${weekdays[(day ?? 1) - 1]}s`;
  const inARow = days.length > 2 && days.every((day, index) => day === days[0]! + index);
  return inARow ? `${name(days[0])} to ${name(days.at(-1))}` : list(days.map(name));
}

/** A window as one says it, with inclusive days: "last 365 days before 365 days", "1 Jan 1997 to 30 Sep 1997". */
export function windowWords(window: Window, timeZone: string, locale?: string): string {
  const only = window.onlyOn ? onlyOnWords(window.onlyOn) : '';
  return `${stretchWords(window, timeZone, locale)}${only ? `, only ${only}` : ''}`;
}

function stretchWords(window: Window, timeZone: string, locale?: string): string {
  const from = (moment: string): string =>
    moment.length === 10 ? formatDate(moment, locale) : formatInstant(moment, timeZone, locale);
  const to = (moment: string): string => (moment.length === 10 ? from(addDays(moment, -1)) : from(moment));
  switch (window.type) {
    case 'last': {
      const { count, unit, before, exact } = window;
      const back = before?.count ? ` before ${plural(before.count, before.unit)}` : '';
      const clock = unit === 'minute' || unit === 'hour';
      return `last ${count === 1 ? unit : plural(count, unit)}${back}${exact && !clock ? ', to the minute' : ''}`;
    }
    case 'between':
      return `${from(window.start)} to ${to(window.end)}`;
    case 'since':
      return `since ${from(window.start)}`;
    case 'until':
      return `until ${to(window.end)}`;
    case 'this':
      return window.unit === 'day' ? 'today' : `this ${window.unit}`;
    case 'previous':
      return window.unit === 'day' ? 'yesterday' : `previous ${window.unit}`;
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
  const days = windowDays(window, asOf, timeZone);
  if (!days) return 'No day at all: the window begins after this moment';
  if (isTimed(window)) {
    const { start, end } = windowEdges(window, Date.parse(asOf), timeZone);
    const at = (edge: number): string => formatInstant(new Date(edge).toISOString(), timeZone, locale);
    return start === null ? `Everything before ${at(end)}` : `${at(start)} until before ${at(end)}`;
  }
  const last = formatDate(days.last, locale);
  if (days.first === null) return `Everything up to ${last}, that day included`;
  if (days.first === days.last) return `${last}, that day only`;
  return `${formatDate(days.first, locale)} to ${last}, both days included`;
}
