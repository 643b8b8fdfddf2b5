import { window as windowSchema, type Window } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { instantAt, localTimeOf } from './local-time.ts';
import { blankWindow, formAsWindow, windowAsForm } from './window-form.ts';

describe('a window in a form', () => {
  it.each<Window>([
    { type: 'last', count: 365, unit: 'day', before: { count: 365, unit: 'day' } },
    { type: 'last', count: 3, unit: 'month' },
    { type: 'last', count: 24, unit: 'hour' },
    { type: 'last', count: 90, unit: 'minute', before: { count: 2, unit: 'day' }, exact: true },
    { type: 'last', count: 30, unit: 'day', exact: true },
    { type: 'last', count: 30, unit: 'day', exact: false },
    { type: 'last', count: 1, unit: 'week', before: { count: 0, unit: 'hour' } },
    { type: 'last', count: 1, unit: 'quarter', before: { count: 36, unit: 'hour' } },
    { type: 'since', start: '2024-12-31' },
    { type: 'since', start: '2024-12-31T10:30:00+01:00' },
    { type: 'until', end: '2024-03-01' },
    { type: 'until', end: '2024-03-01T00:00:00Z' },
    { type: 'between', start: '2023-12-31', end: '2025-01-01' },
    { type: 'between', start: '2025-12-31T23:00:00Z', end: '2026-01-31T23:00:00.500Z' },
    { type: 'between', start: '2025-12-31', end: '2026-01-31T23:00:00Z' },
    { type: 'this', unit: 'day' },
    { type: 'previous', unit: 'quarter' },
    { type: 'allTime' },
    { type: 'allTime', onlyOn: {} },
    { type: 'previous', unit: 'week', onlyOn: { weekdays: [7, 6], hours: { from: 22, to: 6 } } },
    { type: 'last', count: 2, unit: 'year', onlyOn: { hours: { from: 0, to: 24 } } },
  ])('comes back as it was: %j', (window) => {
    expect(windowSchema.parse(window)).toEqual(window);
    expect(formAsWindow(windowAsForm(window))).toEqual(window);
  });

  it('has inclusive days, stored with the day after as the end', () => {
    const form = { ...blankWindow, type: 'between' as const, first: '1997-01-01', last: '1997-09-30' };
    expect(formAsWindow(form)).toEqual({ type: 'between', start: '1997-01-01', end: '1997-10-01' });
    expect(windowAsForm({ type: 'between', start: '1997-01-01', end: '1997-10-01' })).toMatchObject({
      first: '1997-01-01',
      last: '1997-09-30',
    });
  });

  it('can be of one and the same day', () => {
    expect(formAsWindow({ ...blankWindow, type: 'between', first: '2024-02-29', last: '2024-02-29' })).toEqual({
      type: 'between',
      start: '2024-02-29',
      end: '2024-03-01',
    });
  });

  it('the wrong way round, or unfinished, is none', () => {
    expect(formAsWindow({ ...blankWindow, type: 'between', first: '1997-02-01', last: '1997-01-01' })).toBeNull();
    const instant = '1997-02-01T00:00:00Z';
    expect(formAsWindow({ ...blankWindow, type: 'between', first: instant, last: instant })).toBeNull();
    expect(formAsWindow({ ...blankWindow, type: 'between', first: '1997-02-01' })).toBeNull();
    expect(formAsWindow({ ...blankWindow, type: 'since' })).toBeNull();
    expect(formAsWindow({ ...blankWindow, type: 'until' })).toBeNull();
  });

  it('is refused when a length is not a whole number within bounds', () => {
    expect(formAsWindow({ ...blankWindow, count: 0 })).toBeNull();
    expect(formAsWindow({ ...blankWindow, count: 1.5 })).toBeNull();
    expect(formAsWindow({ ...blankWindow, before: { count: 10_001, unit: 'day' } })).toBeNull();
  });

  it('of minutes or hours is never aligned to days', () => {
    const aligned = { ...blankWindow, exact: false };
    expect(formAsWindow({ ...aligned, unit: 'hour' })).toEqual({ type: 'last', count: 365, unit: 'hour' });
    expect(formAsWindow(aligned)).toEqual({ type: 'last', count: 365, unit: 'day', exact: false });
  });

  it('does not change with the form it came from', () => {
    const form = windowAsForm({ type: 'allTime', onlyOn: { weekdays: [1] } });
    const window = formAsWindow(form);
    form.onlyOn?.weekdays?.push(2);
    expect(window).toEqual({ type: 'allTime', onlyOn: { weekdays: [1] } });
  });
});

describe('moments of a day', () => {
  it('are typed by the clock of the workspace', () => {
    expect(instantAt('2026-01-01T00:30', 'Europe/Berlin')).toBe('2025-12-31T23:30:00.000Z');
    expect(localTimeOf('2025-12-31T23:30:00Z', 'Europe/Berlin')).toBe('2026-01-01T00:30');
  });

  it('that a clock change skips move on, and of two the earlier is meant', () => {
    expect(instantAt('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantAt('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });
});
