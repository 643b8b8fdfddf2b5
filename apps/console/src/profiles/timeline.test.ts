import { expect, it } from 'vitest';
import type { ProfileEvent } from '../api/contract.ts';
import { byDay } from './timeline.ts';

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
