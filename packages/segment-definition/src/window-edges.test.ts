import { describe, expect, it } from 'vitest';
import { dayEdges, nextEdges, uncutEdges, windowEdges, type WindowEdges } from './window-edges.ts';
import type { Window } from './window.ts';

const edges = (window: Window, asOf: string, zone = 'UTC'): [string | null, string] => {
  const { start, end } = windowEdges(window, Date.parse(asOf), zone);
  return [start === null ? null : new Date(start).toISOString(), new Date(end).toISOString()];
};
const last = (count: number, unit: 'day' | 'week' | 'month' | 'quarter' | 'year', before?: number): Window => ({
  type: 'last',
  count,
  unit,
  ...(before === undefined ? {} : { before: { count: before, unit } }),
});

describe('last N before M', () => {
  it('ends at asOf on the day of asOf and begins at a midnight', () => {
    expect(edges(last(365, 'day'), '2026-03-10T15:00:00Z')).toEqual([
      '2025-03-11T00:00:00.000Z',
      '2026-03-10T15:00:00.000Z',
    ]);
  });

  it('leaves no gap to the window before it and shares nothing with it', () => {
    expect(edges(last(365, 'day', 365), '2026-03-10T15:00:00Z')).toEqual([
      '2024-03-11T00:00:00.000Z',
      '2025-03-11T00:00:00.000Z',
    ]);
  });

  it('clamps at the ends of months in one step, not in a chain', () => {
    // The anchor is 31 March; one month back is 28 February, two are 31 January (a chain would say 28 January).
    expect(edges(last(1, 'month', 1), '2026-03-30T12:00:00Z')).toEqual([
      '2026-01-31T00:00:00.000Z',
      '2026-02-28T00:00:00.000Z',
    ]);
    expect(edges(last(1, 'month', 1), '2024-03-30T12:00:00Z')).toEqual([
      '2024-01-31T00:00:00.000Z',
      '2024-02-29T00:00:00.000Z',
    ]);
  });

  it('knows leap years, weeks and quarters', () => {
    expect(edges(last(1, 'year'), '2024-02-28T12:00:00Z')[0]).toBe('2023-02-28T00:00:00.000Z');
    expect(edges(last(2, 'week', 1), '2026-03-10T00:00:00Z')).toEqual([
      '2026-02-18T00:00:00.000Z',
      '2026-03-04T00:00:00.000Z',
    ]);
    expect(edges(last(1, 'quarter', 0), '2026-05-30T10:00:00Z')[0]).toBe('2026-02-28T00:00:00.000Z');
  });

  it('takes a length and a distance of different units in one step', () => {
    const window: Window = { type: 'last', count: 1, unit: 'month', before: { count: 3, unit: 'day' } };
    expect(edges(window, '2026-03-30T12:00:00Z')).toEqual(['2026-02-25T00:00:00.000Z', '2026-03-28T00:00:00.000Z']);
  });
});

describe('zones', () => {
  it('begins at local midnight, on both sides of a clock change', () => {
    // Berlin went to summer time on 29 March 2026 at 02:00.
    expect(edges(last(2, 'day'), '2026-03-29T12:00:00Z', 'Europe/Berlin')[0]).toBe('2026-03-27T23:00:00.000Z');
    expect(edges(last(1, 'day'), '2026-03-30T12:00:00Z', 'Europe/Berlin')[0]).toBe('2026-03-29T22:00:00.000Z');
  });

  it('moves a midnight that does not exist forward past the gap', () => {
    // In Beirut 31 March 2024 began at 01:00, right after 30 March ended.
    expect(edges({ type: 'since', start: '2024-03-31' }, '2024-06-01T00:00:00Z', 'Asia/Beirut')[0]).toBe(
      '2024-03-30T22:00:00.000Z',
    );
  });

  it('takes the earlier of a midnight that comes twice', () => {
    // Havana's clocks went from 01:00 back to 00:00 on 3 November 2024.
    expect(edges({ type: 'since', start: '2024-11-03' }, '2025-01-01T00:00:00Z', 'America/Havana')[0]).toBe(
      '2024-11-03T04:00:00.000Z',
    );
  });

  it('takes the local date of asOf for its anchor', () => {
    expect(edges(last(1, 'day'), '2026-01-01T23:30:00Z', 'Asia/Tokyo')).toEqual([
      '2026-01-01T15:00:00.000Z',
      '2026-01-01T23:30:00.000Z',
    ]);
  });
});

describe('fixed windows', () => {
  it('are half-open and cut at asOf', () => {
    const window: Window = { type: 'between', start: '1997-01-01', end: '1997-10-01' };
    expect(edges(window, '2000-01-01T00:00:00Z')).toEqual(['1997-01-01T00:00:00.000Z', '1997-10-01T00:00:00.000Z']);
    expect(edges(window, '1997-02-01T00:00:00Z')).toEqual(['1997-01-01T00:00:00.000Z', '1997-02-01T00:00:00.000Z']);
  });

  it('are empty when they lie after asOf', () => {
    const window: Window = { type: 'between', start: '1997-01-01', end: '1997-10-01' };
    expect(edges(window, '1996-01-01T00:00:00Z')).toEqual(['1996-01-01T00:00:00.000Z', '1996-01-01T00:00:00.000Z']);
  });

  it('take instants with an offset', () => {
    const window: Window = { type: 'until', end: '1997-01-01T00:00:00+02:00' };
    expect(edges(window, '2000-01-01T00:00:00Z')).toEqual([null, '1996-12-31T22:00:00.000Z']);
    expect(edges({ type: 'allTime' }, '2000-01-01T00:00:00Z')).toEqual([null, '2000-01-01T00:00:00.000Z']);
  });
});

describe('windows of the calendar', () => {
  // 10 March 2026 was a Tuesday.
  const asOf = '2026-03-10T15:00:00Z';
  const start = (type: 'this' | 'previous', unit: 'day' | 'week' | 'month' | 'quarter' | 'year'): string | null =>
    edges({ type, unit }, asOf)[0];

  it('begin on Mondays and on the first days of months, quarters and years', () => {
    expect(start('this', 'day')).toBe('2026-03-10T00:00:00.000Z');
    expect(start('this', 'week')).toBe('2026-03-09T00:00:00.000Z');
    expect(start('this', 'month')).toBe('2026-03-01T00:00:00.000Z');
    expect(start('this', 'quarter')).toBe('2026-01-01T00:00:00.000Z');
    expect(start('this', 'year')).toBe('2026-01-01T00:00:00.000Z');
  });

  it('still have the Sunday in the week that began six days before', () => {
    expect(edges({ type: 'this', unit: 'week' }, '2026-03-15T15:00:00Z')[0]).toBe('2026-03-09T00:00:00.000Z');
  });

  it('end, where they are the previous ones, where the present ones begin', () => {
    expect(edges({ type: 'previous', unit: 'week' }, asOf)).toEqual([
      '2026-03-02T00:00:00.000Z',
      '2026-03-09T00:00:00.000Z',
    ]);
    expect(edges({ type: 'previous', unit: 'month' }, asOf)).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ]);
    expect(edges({ type: 'previous', unit: 'quarter' }, asOf)).toEqual([
      '2025-10-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ]);
  });
});

describe('exact windows', () => {
  it('end at asOf itself, which minutes and hours always do', () => {
    expect(edges({ type: 'last', count: 24, unit: 'hour' }, '2026-03-29T12:00:00Z', 'Europe/Berlin')).toEqual([
      '2026-03-28T12:00:00.000Z',
      '2026-03-29T12:00:00.000Z',
    ]);
    const before = { count: 30, unit: 'minute' } as const;
    expect(edges({ type: 'last', count: 1, unit: 'day', before }, '2026-03-10T15:00:00Z')).toEqual([
      '2026-03-09T14:30:00.000Z',
      '2026-03-10T14:30:00.000Z',
    ]);
  });

  it('go back by the local clock where they are of days', () => {
    // The day of the clock change had 23 hours in Berlin.
    const window: Window = { type: 'last', count: 1, unit: 'day', exact: true };
    expect(edges(window, '2026-03-29T12:00:00Z', 'Europe/Berlin')[0]).toBe('2026-03-28T13:00:00.000Z');
  });
});

describe('windows that are not cut, for dates of people', () => {
  const asTexts = ({ start, end }: WindowEdges): string[] => [
    new Date(start!).toISOString(),
    new Date(end).toISOString(),
  ];

  it('have days of 23 and 25 hours', () => {
    expect(asTexts(dayEdges('2026-03-29', 'Europe/Berlin'))).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(asTexts(dayEdges('2026-10-25', 'Europe/Berlin'))).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('begin today where they are the next days, and go on after asOf', () => {
    const asOf = Date.parse('2026-03-10T15:00:00Z');
    expect(asTexts(nextEdges(7, 'day', asOf, 'UTC'))).toEqual(['2026-03-10T00:00:00.000Z', '2026-03-17T00:00:00.000Z']);
    expect(asTexts(uncutEdges({ type: 'this', unit: 'year' }, asOf, 'UTC'))).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
  });
});
