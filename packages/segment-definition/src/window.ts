import { z } from 'zod';

const unit = z.enum(['day', 'week', 'month', 'quarter', 'year']);

/** A calendar date of the workspace's zone (midnight), or an instant with its offset. */
export const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'Expected a date (1997-01-01) or an instant (1997-01-01T00:00:00Z).',
});

const length = z.strictObject({ count: z.int().min(1).max(10_000), unit });
const distance = z.strictObject({ count: z.int().min(0).max(10_000), unit });

/** A stretch of time, half-open: start ≤ time < end, and cut at the evaluation's `asOf`. */
export const window = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('last'), ...length.shape, before: distance.optional() }),
    z.strictObject({ type: z.literal('between'), start: moment, end: moment }),
    z.strictObject({ type: z.literal('since'), start: moment }),
    z.strictObject({ type: z.literal('until'), end: moment }),
    z.strictObject({ type: z.literal('allTime') }),
  ])
  .meta({ id: 'Window' });

export type Window = z.infer<typeof window>;
export type WindowUnit = z.infer<typeof unit>;
