import { instantOf, type CalendarUnit, type OnlyOn, type Window, type WindowUnit } from '@cutline/segment-definition';
import { addDays } from '../figures/time.ts';

/** A window as people fill it in: days are inclusive on both ends. Empty moments are still to be chosen. */
export interface WindowForm {
  type: Window['type'];
  count: number;
  unit: WindowUnit;
  /** How far back it ends; null: now. */
  before: { count: number; unit: WindowUnit } | null;
  /** Whether `last` ends at this very moment and not with today; null: as is usual for its units. */
  exact: boolean | null;
  /** Of `this` and `previous`. */
  calendarUnit: CalendarUnit;
  /** First day inside (1997-01-01), or the instant at which it begins. */
  first: string;
  /** Last day inside, or the instant at which it ends (the first that is outside). */
  last: string;
  onlyOn: OnlyOn | null;
}

export const blankWindow: WindowForm = {
  type: 'last',
  count: 365,
  unit: 'day',
  before: null,
  exact: null,
  calendarUnit: 'month',
  first: '',
  last: '',
  onlyOn: null,
};

const isDay = (moment: string): boolean => moment.length === 10;
const clockUnits: WindowUnit[] = ['minute', 'hour'];

/** Whether a length is told by the clock, so that the window cannot be of whole days. */
export function isOfClock({ unit, before }: Pick<WindowForm, 'unit' | 'before'>): boolean {
  return clockUnits.includes(unit) || (before !== null && before.count > 0 && clockUnits.includes(before.unit));
}

/** A stored window as a form. Ends that are days are stored as the day after, and shown as the last day inside. */
export function windowAsForm(window: Window): WindowForm {
  const blank = { ...blankWindow, type: window.type, onlyOn: window.onlyOn ? copyOf(window.onlyOn) : null };
  const lastOf = (end: string): string => (isDay(end) ? addDays(end, -1) : end);
  switch (window.type) {
    case 'last':
      return {
        ...blank,
        count: window.count,
        unit: window.unit,
        before: window.before ? { ...window.before } : null,
        exact: window.exact ?? null,
      };
    case 'between':
      return { ...blank, first: window.start, last: lastOf(window.end) };
    case 'since':
      return { ...blank, first: window.start };
    case 'until':
      return { ...blank, last: lastOf(window.end) };
    case 'this':
    case 'previous':
      return { ...blank, calendarUnit: window.unit };
    case 'allTime':
      return blank;
  }
}

/** The window that a form means; null while it is unfinished or its ends are the wrong way round. */
export function formAsWindow(form: WindowForm): Window | null {
  const onlyOn = form.onlyOn ? { onlyOn: copyOf(form.onlyOn) } : {};
  const end = form.last && isDay(form.last) ? addDays(form.last, 1) : form.last;
  switch (form.type) {
    case 'last': {
      const { count, unit, before, exact } = form;
      if (!isLength(count, 1) || (before && !isLength(before.count, 0))) return null;
      return {
        type: 'last',
        count,
        unit,
        ...(before && { before: { ...before } }),
        // Minutes and hours cannot be aligned to days.
        ...(exact !== null && (exact || !isOfClock(form)) && { exact }),
        ...onlyOn,
      };
    }
    case 'between':
      if (!form.first || !end || instantOf(form.first, 'UTC') >= instantOf(end, 'UTC')) return null;
      return { type: 'between', start: form.first, end, ...onlyOn };
    case 'since':
      return form.first ? { type: 'since', start: form.first, ...onlyOn } : null;
    case 'until':
      return end ? { type: 'until', end, ...onlyOn } : null;
    case 'this':
    case 'previous':
      return { type: form.type, unit: form.calendarUnit, ...onlyOn };
    case 'allTime':
      return { type: 'allTime', ...onlyOn };
  }
}

function isLength(count: number, least: number): boolean {
  return Number.isInteger(count) && count >= least && count <= 10_000;
}

function copyOf({ weekdays, hours }: OnlyOn): OnlyOn {
  return { ...(weekdays && { weekdays: [...weekdays] }), ...(hours && { hours: { ...hours } }) };
}
