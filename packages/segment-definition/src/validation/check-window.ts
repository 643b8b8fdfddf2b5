import type { Window } from '../window.ts';
import { instantOf } from '../window-edges.ts';
import type { CheckContext } from './check-context.ts';
import { checkDuplicates } from './check-duplicates.ts';

/** No zone's clock is further than this from UTC, in milliseconds (history has odd ones). */
const furthestZone = 16 * 3_600_000;

/** Checks that a window can hold anything, and that its parts go together. */
export function checkWindow(window: Window, at: string, context: CheckContext): void {
  const { report } = context;
  if (window.type === 'between' || window.type === 'since') checkMoment(window.start, `${at}/start`, context);
  if (window.type === 'between' || window.type === 'until') checkMoment(window.end, `${at}/end`, context);
  if (window.type === 'between' && endsBeforeItBegins(window)) {
    const message = `The window ends before it begins: nothing lies from ${window.start} until before ${window.end}. The end is the first moment outside, so it is later than the start.`;
    report(`${at}/end`, 'impossible-window', message, { expected: `a moment after ${window.start}` });
  }
  if (window.type === 'last' && window.exact === false) {
    const short = [window.unit, window.before?.count ? window.before.unit : window.unit].find(
      (unit) => unit === 'minute' || unit === 'hour',
    );
    if (short) {
      const message = `A window with ${short}s in it is counted back from the moment itself; it cannot begin with a day. Leave \`exact\` out.`;
      report(`${at}/exact`, 'impossible-window', message, { expected: '`true`, or nothing' });
    }
  }
  const { weekdays, hours } = window.onlyOn ?? {};
  if (weekdays) checkDuplicates(weekdays, `${at}/onlyOn/weekdays`, context);
  if (hours && hours.from === hours.to) {
    const message = `From ${hours.from} until before ${hours.to} is either no time or the whole day. For the whole day leave \`hours\` out; else give two different hours, e.g. 22 and 6 for the night.`;
    report(`${at}/onlyOn/hours/to`, 'impossible-window', message, { expected: `an hour other than ${hours.from}` });
  }
}

/** Checks that a moment exists; schemas know its form only. */
export function checkMoment(moment: string, at: string, { report }: Pick<CheckContext, 'report'>): void {
  if (instantIn(moment) !== undefined) return;
  const expected = 'a date (1997-01-01) or an instant (1997-01-01T00:00:00Z)';
  report(at, 'invalid', `Expected ${expected}; ${moment.slice(0, 60)} is not one that exists.`, { expected });
}

/** A date is some moment within a day or so, depending on the zone, so only what is wrong in every zone is refused. */
function endsBeforeItBegins({ start, end }: Extract<Window, { type: 'between' }>): boolean {
  const [from, to] = [instantIn(start), instantIn(end)];
  if (from === undefined || to === undefined) return false;
  const alike = isDate(start) === isDate(end);
  return alike ? to <= from : to + furthestZone <= from;
}

function instantIn(moment: string): number | undefined {
  try {
    return instantOf(moment, 'UTC');
  } catch {
    return undefined;
  }
}

function isDate(moment: string): boolean {
  return moment.length === 10;
}
