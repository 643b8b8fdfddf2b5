import { z } from 'zod';
import { eventPattern } from './event-selection.ts';
import { window } from './window.ts';

/** A length of exact time: a day is 24 hours. */
export const span = z
  .strictObject({ count: z.int().min(1).max(10_000), unit: z.enum(['minute', 'hour', 'day', 'week']) })
  .meta({ id: 'Span' });

/** The fields of a sequence: steps in a window, each later than the one before it. */
export const sequenceFields = {
  steps: z.array(eventPattern).min(2).max(5),
  /** Each step comes at most this long after the one before it. */
  within: span.optional(),
  /** No such event happens between one step and the next. */
  without: eventPattern.optional(),
  window,
};

export type Span = z.infer<typeof span>;

/** A span in milliseconds. */
export function spanInMilliseconds({ count, unit }: Span): number {
  return count * { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 }[unit];
}
