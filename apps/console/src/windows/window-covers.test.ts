import type { Window } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { windowCovers, windowDays } from './window-covers.ts';

const zone = 'Europe/Berlin';
const lastYear: Window = { type: 'last', count: 365, unit: 'day' };

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
