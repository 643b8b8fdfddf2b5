import { z } from 'zod';
import { enRefusals } from './messages/en-refusals.ts';
import { profileValue } from './metric.ts';
import { window } from './window.ts';

const share = z
  .number()
  .gt(0)
  .max(100)
  .refine((percent) => Math.round(percent * 10_000) / 10_000 === percent, enRefusals.fineShare);

/**
 * Keeps the highest or the lowest of those for whom the rules hold, ranked by a value. Who has no value is never kept.
 * `ties: include` keeps everyone who is level with the last; `exact` keeps as many as were asked for: level ones go by
 * `thenBy` (in the same direction; no value last), then customId, then the lowest identifier, in byte order.
 */
export const refinement = z
  .strictObject({
    keep: z.enum(['top', 'bottom']),
    /** A share is of those who have a value, rounded up. */
    take: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('count'), count: z.int().min(1).max(100_000_000) }),
      z.strictObject({ type: z.literal('share'), percent: share }),
    ]),
    by: profileValue,
    /** Replaces the window of the aggregate that it ranks by (of every aggregate of an expression). */
    window: window.optional(),
    /** Whether only events that pass the filters of the rules above are counted: see `inheritedFilter`. */
    inheritFilters: z.boolean().default(true),
    ties: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('include') }),
      z.strictObject({ type: z.literal('exact'), thenBy: profileValue.optional() }),
    ]),
  })
  .meta({ id: 'Refinement' });

export type Refinement = z.infer<typeof refinement>;
