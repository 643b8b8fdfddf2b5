import { expect, it } from 'vitest';
import type { ProfileEvent } from '../api/contract.ts';
import { activityBars, byDay } from './timeline.ts';

it('events stand under the day of the zone that they happened on', () => {
  const events = ['2026-11-21T23:30:00Z', '2026-11-21T22:30:00Z', '2026-11-21T08:00:00Z', '2026-11-20T22:59:00Z'].map(
    (time) => ({ time }) as ProfileEvent,
  );
  expect(byDay(events, 'Europe/Berlin').map(({ date, events: { length } }) => [date, length])).toEqual([
    ['2026-11-22', 1],
    ['2026-11-21', 2],
    ['2026-11-20', 1],
  ]);
  expect(byDay(events, 'UTC').map(({ date }) => date)).toEqual(['2026-11-21', '2026-11-20']);
});

it('activity is told in bars of equal length that end with the last day', () => {
  const days = [
    { date: '2026-01-10', events: 5 },
    { date: '2026-01-07', events: 1 },
    { date: '2026-01-01', events: 2 },
  ];
  expect(activityBars(days, 4)).toEqual([
    { from: '2025-12-30', until: '2026-01-01', events: 2 },
    { from: '2026-01-02', until: '2026-01-04', events: 0 },
    { from: '2026-01-05', until: '2026-01-07', events: 1 },
    { from: '2026-01-08', until: '2026-01-10', events: 5 },
  ]);
  expect(activityBars(days, 100)).toHaveLength(10);
  expect(activityBars([], 4)).toEqual([]);
});
