import { z } from 'zod';
import { eventFilter } from './event-filter.ts';
import { parameter } from './parameter.ts';
import { window } from './window.ts';

/** Names of events, as they arrived. */
export const actions = z.array(z.string().min(1).max(200)).min(1).max(50);

/** Events of some names that pass a filter. */
export const eventPattern = z.strictObject({ actions, filter: eventFilter.optional() }).meta({ id: 'EventPattern' });

/** The fields of everything that counts events: which, when, and what makes two of them one. */
export const eventSelection = {
  actions,
  filter: eventFilter.optional(),
  /** Of the events with the same value here only the earliest speaks; those without a value each speak for themselves. */
  distinctBy: parameter.optional(),
  window,
};

export type EventPattern = z.infer<typeof eventPattern>;
export type EventSelection = z.infer<z.ZodObject<typeof eventSelection>>;
