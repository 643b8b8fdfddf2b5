import type { Window } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { blankWindow, formAsWindow, windowAsForm } from './window-form.ts';
import { windowCovers, windowDays, windowWords } from './window-words.ts';

const zone = 'Europe/Berlin';

describe('the dates of a window', () => {
  it('are inclusive in the form and stored with the day after as the end', () => {
    const form = { ...blankWindow, type: 'between' as const, first: '1997-01-01', last: '1997-09-30' };
    expect(formAsWindow(form)).toEqual({ type: 'between', start: '1997-01-01', end: '1997-10-01' });
    expect(windowAsForm({ type: 'between', start: '1997-01-01', end: '1997-10-01' }, zone)).toMatchObject({
      first: '1997-01-01',
      last: '1997-09-30',
    });
  });

  it('can be one and the same day', () => {
    expect(formAsWindow({ ...blankWindow, type: 'between', first: '2024-02-29', last: '2024-02-29' })).toEqual({
      type: 'between',
      start: '2024-02-29',
      end: '2024-03-01',
    });
  });

  it('the wrong way round, or missing, make no window', () => {
    expect(formAsWindow({ ...blankWindow, type: 'between', first: '1997-02-01', last: '1997-01-01' })).toBeNull();
    expect(formAsWindow({ ...blankWindow, type: 'between', first: '1997-02-01' })).toBeNull();
    expect(formAsWindow({ ...blankWindow, type: 'since' })).toBeNull();
    expect(formAsWindow({ ...blankWindow, type: 'until' })).toBeNull();
  });

  it('given as instants are shown as days of the workspace', () => {
    const window: Window = { type: 'between', start: '2025-12-31T23:00:00Z', end: '2026-01-31T23:00:00Z' };
    expect(windowAsForm(window, zone)).toMatchObject({ first: '2026-01-01', last: '2026-01-31' });
  });

  it.each<Window>([
    { type: 'last', count: 365, unit: 'day', before: { count: 365, unit: 'day' } },
    { type: 'last', count: 3, unit: 'month' },
    { type: 'since', start: '2024-12-31' },
    { type: 'until', end: '2024-03-01' },
    { type: 'between', start: '2023-12-31', end: '2025-01-01' },
    { type: 'allTime' },
  ])('come back as they were: $type', (window) => {
    expect(formAsWindow(windowAsForm(window, zone))).toEqual(window);
  });

  it('are refused when a length is not a whole number within bounds', () => {
    expect(formAsWindow({ ...blankWindow, count: 0 })).toBeNull();
    expect(formAsWindow({ ...blankWindow, count: 1.5 })).toBeNull();
    expect(formAsWindow({ ...blankWindow, beforeCount: 10_001 })).toBeNull();
  });
});

describe('a window in words', () => {
  it('says dates with the last day inside', () => {
    expect(windowWords({ type: 'between', start: '1997-01-01', end: '1997-10-01' }, 'en-GB')).toBe(
      '1 Jan 1997 to 30 Sept 1997',
    );
    expect(windowWords({ type: 'until', end: '1997-10-01' }, 'en-GB')).toBe('until 30 Sept 1997');
  });

  it('says lengths, and how far back', () => {
    expect(windowWords({ type: 'last', count: 365, unit: 'day', before: { count: 365, unit: 'day' } })).toBe(
      'last 365 days before 365 days',
    );
    expect(windowWords({ type: 'last', count: 1, unit: 'year', before: { count: 1, unit: 'year' } })).toBe(
      'last year before 1 year',
    );
  });

  it('covers today and the 364 days before it, in the zone of the workspace', () => {
    const lastYear: Window = { type: 'last', count: 365, unit: 'day' };
    // 23:30 UTC is already the next day in Berlin.
    expect(windowDays(lastYear, '2026-11-20T23:30:00Z', zone)).toEqual({ first: '2025-11-22', last: '2026-11-21' });
    expect(
      windowCovers({ ...lastYear, before: { count: 365, unit: 'day' } }, '2026-11-20T23:30:00Z', zone, 'en-GB'),
    ).toBe('22 Nov 2024 to 21 Nov 2025, both days included');
  });

  it('says so when it lies wholly in the future', () => {
    expect(windowDays({ type: 'since', start: '2027-01-01' }, '2026-11-20T12:00:00Z', zone)).toBeNull();
  });
});
