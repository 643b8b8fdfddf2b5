import { isOnlyOn } from './evaluate-clock.ts';
import { isWithin } from './evaluate-comparison-of-instants.ts';
import type { Context } from './evaluate-context.ts';
import type { EvaluatedEvent } from './evaluated-world.ts';
import { passes } from './evaluate-filter.ts';
import { valueOf } from './evaluate-parameter.ts';
import { byteOrder, keyOf } from './evaluate-value.ts';
import type { EventPattern, EventSelection } from '../event-selection.ts';
import type { Window } from '../window.ts';

/** Those of one profile's events that count, in their order. */
export function countedEvents(events: EvaluatedEvent[], selection: EventSelection, context: Context): EvaluatedEvent[] {
  const counted = inOrder(
    events.filter((event) => isInWindow(event, selection.window, context) && fitsPattern(event, selection, context)),
  );
  const { distinctBy } = selection;
  if (!distinctBy) return counted;
  const seen = new Set<string>();
  return counted.filter((event) => {
    const value = valueOf(event, distinctBy, context);
    if (value === null) return true;
    const isFirst = !seen.has(keyOf(value));
    seen.add(keyOf(value));
    return isFirst;
  });
}

/** By time, then by message id in byte order. */
export function inOrder(events: EvaluatedEvent[]): EvaluatedEvent[] {
  return events.toSorted((one, other) => one.time - other.time || byteOrder(one.messageId, other.messageId));
}

export function isInWindow({ time }: EvaluatedEvent, window: Window, context: Context): boolean {
  return isWithin(time, context.edgesOf(window)) && isOnlyOn(window.onlyOn, time, context.timeZone);
}

/** Whether the event is of one of the actions and passes the filter. */
export function fitsPattern(event: EvaluatedEvent, { actions, filter }: EventPattern, context: Context): boolean {
  return actions.includes(event.action) && (!filter || passes(event, filter, context));
}
