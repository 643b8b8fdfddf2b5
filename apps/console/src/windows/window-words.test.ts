import type { Window } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { windowCovers, windowDays, windowWords } from './window-words.ts';

const zone = 'Europe/Berlin';
const lastYear: Window = { type: 'last', count: 365, unit: 'day' };

describe('a window in words', () => {
  it.each<[Window, string]>([
    [{ type: 'between', start: '1997-01-01', end: '1997-10-01' }, '1 Jan 1997 to 30 Sept 1997'],
    [{ type: 'until', end: '1997-10-01' }, 'until 30 Sept 1997'],
    [{ type: 'since', start: '1997-10-01T10:00:00Z' }, 'since 1 Oct 1997, 12:00'],
    [{ ...lastYear, before: { count: 365, unit: 'day' } }, 'last 365 days before 365 days'],
    [{ type: 'last', count: 1, unit: 'year', before: { count: 1, unit: 'year' } }, 'last year before 1 year'],
    [{ type: 'last', count: 24, unit: 'hour' }, 'last 24 hours'],
    [{ ...lastYear, exact: true }, 'last 365 days, to the minute'],
    [{ type: 'previous', unit: 'month' }, 'previous month'],
    [{ type: 'this', unit: 'day' }, 'today'],
    [
      { type: 'this', unit: 'year', onlyOn: { weekdays: [7, 6], hours: { from: 22, to: 6 } } },
      'this year, only Saturdays and Sundays, 22:00 to 06:00',
    ],
    [{ type: 'allTime', onlyOn: { weekdays: [1, 2, 3, 4, 5] } }, 'all time, only Mondays to Fridays'],
    [{ type: 'allTime', onlyOn: { weekdays: [1, 3, 4] } }, 'all time, only Mondays, Wednesdays and Thursdays'],
    [{ type: 'allTime', onlyOn: {} }, 'all time'],
  ])('%j', (window, words) => {
    expect(windowWords(window, zone, 'en-GB')).toBe(words);
  });
});

describe('what a window covers', () => {
  it('is today and the 364 days before it, in the zone of the workspace', () => {
    // 23:30 UTC is already the next day in Berlin.
    expect(windowDays(lastYear, '2026-11-20T23:30:00Z', zone)).toEqual({ first: '2025-11-22', last: '2026-11-21' });
    expect(
      windowCovers({ ...lastYear, before: { count: 365, unit: 'day' } }, '2026-11-20T23:30:00Z', zone, 'en-GB'),
    ).toBe('22 Nov 2024 to 21 Nov 2025, both days included');
  });

  it('is said in moments where it has them', () => {
    expect(windowCovers({ type: 'last', count: 24, unit: 'hour' }, '2026-11-20T11:30:00Z', zone, 'en-GB')).toBe(
      '19 Nov 2026, 12:30 until before 20 Nov 2026, 12:30',
    );
  });

  it('is one day where first and last are the same, and nothing where it lies wholly in the future', () => {
    const asOf = '2026-11-20T12:00:00Z';
    expect(windowCovers({ type: 'previous', unit: 'day' }, asOf, zone, 'en-GB')).toBe('19 Nov 2026, that day only');
    expect(windowDays({ type: 'since', start: '2027-01-01' }, asOf, zone)).toBeNull();
  });
});
