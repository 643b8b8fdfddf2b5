import type { Comparison } from '../comparison.ts';
import { isOnlyOn, localDate } from './evaluate-clock.ts';
import type { Context } from './evaluate-context.ts';
import { dayEdges, instantOf, nextEdges, uncutEdges, type WindowEdges } from '../window-edges.ts';

type InstantComparison = Extract<
  Comparison,
  { type: 'before' | 'after' | 'on' | 'within' | 'withinNext' | 'sameDay' | 'sameMonth' }
>;

/** Whether an instant (UTC milliseconds) compares so, by the calendar of the workspace's zone. */
export function compareInstant(instant: number, comparison: InstantComparison, context: Context): boolean {
  const { asOf, timeZone } = context;
  switch (comparison.type) {
    case 'before':
      return instant < instantOf(comparison.moment, timeZone);
    case 'after':
      return isDate(comparison.moment)
        ? instant >= dayEdges(comparison.moment, timeZone).end
        : instant > instantOf(comparison.moment, timeZone);
    case 'on': {
      const { moment } = comparison;
      const day = isDate(moment) ? moment : localDate(instantOf(moment, timeZone), timeZone).toString();
      return isWithin(instant, dayEdges(day, timeZone));
    }
    case 'within':
      return (
        isWithin(instant, uncutEdges(comparison.window, asOf, timeZone)) &&
        isOnlyOn(comparison.window.onlyOn, instant, timeZone)
      );
    case 'withinNext':
      return isWithin(instant, nextEdges(comparison.count, comparison.unit, asOf, timeZone));
    case 'sameDay':
      return isBirthday(instant, context);
    case 'sameMonth':
      return localDate(instant, timeZone).month === localDate(asOf, timeZone).month;
  }
}

/** Who is born on 29 February has the day on the 28th in years without one. */
function isBirthday(born: number, { asOf, timeZone }: Context): boolean {
  const birth = localDate(born, timeZone);
  const today = localDate(asOf, timeZone);
  const day = birth.month === 2 && birth.day === 29 && !today.inLeapYear ? 28 : birth.day;
  return birth.month === today.month && day === today.day;
}

export function isWithin(instant: number, { start, end }: WindowEdges): boolean {
  return (start === null || start <= instant) && instant < end;
}

function isDate(moment: string): boolean {
  return moment.length === 'YYYY-MM-DD'.length;
}
