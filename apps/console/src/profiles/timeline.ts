import type { ProfileEvent } from '../api/contract.ts';
import { addDays, dateIn } from '../figures/time.ts';

export interface TimelineDay {
  /** Calendar date in the workspace's zone. */
  date: string;
  events: ProfileEvent[];
}

/** Events by the day of the zone that they happened on; order is kept. */
export function byDay(events: ProfileEvent[], timeZone: string): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const event of events) {
    const date = dateIn(event.time, timeZone);
    const last = days.at(-1);
    if (last?.date === date) last.events.push(event);
    else days.push({ date, events: [event] });
  }
  return days;
}

/** A stretch of days, the last included, and how much happened in it. */
export interface ActivityBar {
  from: string;
  until: string;
  events: number;
}

/** Days with their counts (any order) as at most `most` bars of equal length, earliest first, the last one ending with the last day. */
export function activityBars(days: readonly { date: string; events: number }[], most: number): ActivityBar[] {
  const dates = days.map(({ date }) => date).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return [];
  const length = Math.max(1, Math.ceil((daysBetween(first, last) + 1) / most));
  const count = Math.ceil((daysBetween(first, last) + 1) / length);
  const bars = Array.from({ length: count }, (_, index): ActivityBar => {
    const until = addDays(last, -length * (count - 1 - index));
    return { from: addDays(until, 1 - length), until, events: 0 };
  });
  for (const { date, events } of days) bars[count - 1 - Math.floor(daysBetween(date, last) / length)]!.events += events;
  return bars;
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}
