import type { Window } from '../window.ts';
import { instantOf } from '../window-edges.ts';
import type { CheckContext } from './check-context.ts';
import { checkDuplicates } from './check-duplicates.ts';

/** No zone's clock is further than this from UTC, in milliseconds (history has odd ones). */
const furthestZone = 16 * 3_600_000;

/** Checks that a window can hold anything, and that its parts go together. */
export function checkWindow(window: Window, at: string, context: CheckContext): void {
  const { messages, report } = context;
  if (window.type === 'between' || window.type === 'since') checkMoment(window.start, `${at}/start`, context);
  if (window.type === 'between' || window.type === 'until') checkMoment(window.end, `${at}/end`, context);
  if (window.type === 'between' && endsBeforeItBegins(window)) {
    const message = messages.windows.endsFirst(window.start, window.end);
    report(`${at}/end`, 'impossible-window', message, { expected: messages.expected.momentAfter(window.start) });
  }
  if (window.type === 'last' && window.exact === false) {
    const short = [window.unit, window.before?.count ? window.before.unit : window.unit].find(
      (unit) => unit === 'minute' || unit === 'hour',
    );
    if (short) {
      const expected = messages.expected.trueOrNothing;
      report(`${at}/exact`, 'impossible-window', messages.windows.notWithDays(short), { expected });
    }
  }
  const { weekdays, hours } = window.onlyOn ?? {};
  if (weekdays) checkDuplicates(weekdays, `${at}/onlyOn/weekdays`, context);
  if (hours && hours.from === hours.to) {
    const message = messages.windows.noHours(hours.from, hours.to);
    const expected = messages.expected.otherHour(hours.from);
    report(`${at}/onlyOn/hours/to`, 'impossible-window', message, { expected });
  }
}

/** Checks that a moment exists; schemas know its form only. */
export function checkMoment(moment: string, at: string, { messages, report }: CheckContext): void {
  if (instantIn(moment) !== undefined) return;
  const expected = messages.expected.moment;
  report(at, 'invalid', messages.windows.noSuchMoment(moment.slice(0, 60)), { expected });
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
