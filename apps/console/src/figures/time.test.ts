import { describe, expect, it } from 'vitest';
import { addDays, dateIn, endOfDate, formatAgo, formatDuration, formatInstant } from './time.ts';

describe('times for readers', () => {
  it('are those of the zone given, not of the computer', () => {
    expect(formatInstant('2026-11-21T23:31:00Z', 'Europe/Berlin', 'en-GB')).toBe('22 Nov 2026, 00:31');
    expect(formatInstant('2026-11-21T23:31:00Z', 'America/New_York', 'en-GB')).toBe('21 Nov 2026, 18:31');
    expect(dateIn('2026-11-21T23:31:00Z', 'Europe/Berlin')).toBe('2026-11-22');
  });

  it('end days where the zone does, on days that clocks change too', () => {
    expect(endOfDate('1997-09-30', 'Europe/Berlin')).toBe('1997-09-30T21:59:59.999Z');
    // 25 October 2026 has 25 hours in Berlin.
    const [before, on] = [endOfDate('2026-10-24', 'Europe/Berlin'), endOfDate('2026-10-25', 'Europe/Berlin')];
    expect(Date.parse(on) - Date.parse(before)).toBe(25 * 3_600_000);
  });

  it('count days over leap days and years', () => {
    expect([addDays('2024-02-28', 1), addDays('2025-01-01', -1)]).toEqual(['2024-02-29', '2024-12-31']);
  });

  it('say how long ago in the unit that fits', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(formatAgo('2026-11-21T11:59:58Z', now, 'en-GB')).toBe('just now');
    expect(formatAgo('2026-11-21T08:00:00Z', now, 'en-GB')).toBe('4 hours ago');
    expect(formatAgo('2026-11-14T12:00:00Z', now, 'en-GB')).toBe('7 days ago');
  });

  it('say durations in words', () => {
    expect([formatDuration(0.24), formatDuration(4.25), formatDuration(75), formatDuration(3720)]).toEqual([
      '240 ms',
      '4.3 s',
      '1 min 15 s',
      '1 h 2 min',
    ]);
  });
});
