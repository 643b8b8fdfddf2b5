import type { Window, WindowUnit } from '@cutline/segment-definition';
import { addDays, dateIn } from '../figures/time.ts';

/** A window as people fill it in: dates are inclusive on both ends. Empty dates are still to be chosen. */
export interface WindowForm {
  type: Window['type'];
  count: number;
  unit: WindowUnit;
  beforeCount: number;
  beforeUnit: WindowUnit;
  /** First day inside, 1997-01-01. */
  first: string;
  /** Last day inside. */
  last: string;
}

export const blankWindow: WindowForm = {
  type: 'last',
  count: 365,
  unit: 'day',
  beforeCount: 0,
  beforeUnit: 'day',
  first: '',
  last: '',
};

/** The calendar date in the workspace's zone; an instant given by the API becomes the day it falls on. */
function dateOf(moment: string, timeZone: string): string {
  return moment.length === 10 ? moment : dateIn(moment, timeZone);
}

/** The last day before an end: of a date the day before, of an instant the day its last millisecond falls on. */
function lastDayBefore(end: string, timeZone: string): string {
  return end.length === 10 ? addDays(end, -1) : dateIn(new Date(Date.parse(end) - 1).toISOString(), timeZone);
}

/** A stored window as a form. Ends are stored as the day after, and shown as the last day inside. */
export function windowAsForm(window: Window, timeZone: string): WindowForm {
  switch (window.type) {
    case 'last':
      return {
        ...blankWindow,
        count: window.count,
        unit: window.unit,
        beforeCount: window.before?.count ?? 0,
        beforeUnit: window.before?.unit ?? window.unit,
      };
    case 'between':
      return {
        ...blankWindow,
        type: 'between',
        first: dateOf(window.start, timeZone),
        last: lastDayBefore(window.end, timeZone),
      };
    case 'since':
      return { ...blankWindow, type: 'since', first: dateOf(window.start, timeZone) };
    case 'until':
      return { ...blankWindow, type: 'until', last: lastDayBefore(window.end, timeZone) };
    case 'allTime':
      return { ...blankWindow, type: 'allTime' };
  }
}

/** The window that a form means; null while it is unfinished or its dates are the wrong way round. */
export function formAsWindow(form: WindowForm): Window | null {
  switch (form.type) {
    case 'last': {
      if (!Number.isInteger(form.count) || form.count < 1 || form.count > 10_000) return null;
      if (!Number.isInteger(form.beforeCount) || form.beforeCount < 0 || form.beforeCount > 10_000) return null;
      const before = form.beforeCount > 0 ? { before: { count: form.beforeCount, unit: form.beforeUnit } } : {};
      return { type: 'last', count: form.count, unit: form.unit, ...before };
    }
    case 'between':
      if (!form.first || !form.last || form.last < form.first) return null;
      return { type: 'between', start: form.first, end: addDays(form.last, 1) };
    case 'since':
      return form.first ? { type: 'since', start: form.first } : null;
    case 'until':
      return form.last ? { type: 'until', end: addDays(form.last, 1) } : null;
    case 'allTime':
      return { type: 'allTime' };
  }
}
