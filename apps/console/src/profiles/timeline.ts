import type { ProfileEvent } from '../api/contract.ts';
import { dateIn } from '../figures/time.ts';

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
