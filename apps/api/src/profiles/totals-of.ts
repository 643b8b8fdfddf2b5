import type { DayCount } from './day-counts.queries.ts';
import type { EventDays } from './profiles.schemas.ts';

/** Counts of days and actions: days of the chosen actions only (all unless given), actions of everything. */
export function totalsOf(counts: DayCount[], chosen?: string[]): EventDays {
  const days = new Map<string, number>();
  const actions = new Map<string, number>();
  for (const { date, action, events } of counts) {
    actions.set(action, (actions.get(action) ?? 0) + events);
    if (!chosen || chosen.includes(action)) days.set(date, (days.get(date) ?? 0) + events);
  }
  return {
    events: [...days.values()].reduce((sum, events) => sum + events, 0),
    days: [...days].map(([date, events]) => ({ date, events })),
    actions: [...actions]
      .map(([action, events]) => ({ action, events }))
      .sort((a, b) => b.events - a.events || (a.action < b.action ? -1 : 1)),
  };
}
