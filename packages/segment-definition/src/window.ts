import { z } from 'zod';

/** Units from `day` on are of the calendar; `minute` and `hour` are exact. */
export const windowUnit = z.enum(['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']);
export const calendarUnit = z.enum(['day', 'week', 'month', 'quarter', 'year']);

/** A calendar date of the workspace's zone (midnight), or an instant with its offset. */
export const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/**
 * Only what happens on these weekdays (1 is Monday) and from hour `from` until before hour `to`, by the clock of the
 * workspace's zone. Hours may go round midnight: from 22 to 6. `to` is 24 for the end of the day.
 */
export const onlyOn = z
  .strictObject({
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
    hours: z.strictObject({ from: z.int().min(0).max(23), to: z.int().min(1).max(24) }).optional(),
  })
  .meta({ id: 'OnlyOn' });

const restricted = { onlyOn: onlyOn.optional() };
const length = z.strictObject({ count: z.int().min(1).max(10_000), unit: windowUnit });
const distance = z.strictObject({ count: z.int().min(0).max(10_000), unit: windowUnit });

/**
 * A stretch of time, half-open: start ≤ time < end, and cut at the evaluation's `asOf`.
 * `last` counts back from the start of tomorrow, or with `exact` from `asOf`; `exact` is what it is for minutes and hours,
 * and is not what it is for longer units, unless said otherwise.
 */
export const window = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('last'),
      ...length.shape,
      before: distance.optional(),
      exact: z.boolean().optional(),
      ...restricted,
    }),
    z.strictObject({ type: z.literal('between'), start: moment, end: moment, ...restricted }),
    z.strictObject({ type: z.literal('since'), start: moment, ...restricted }),
    z.strictObject({ type: z.literal('until'), end: moment, ...restricted }),
    z.strictObject({ type: z.literal('this'), unit: calendarUnit, ...restricted }),
    z.strictObject({ type: z.literal('previous'), unit: calendarUnit, ...restricted }),
    z.strictObject({ type: z.literal('allTime'), ...restricted }),
  ])
  .meta({ id: 'Window' });

export type Window = z.infer<typeof window>;
export type WindowUnit = z.infer<typeof windowUnit>;
export type CalendarUnit = z.infer<typeof calendarUnit>;
export type OnlyOn = z.infer<typeof onlyOn>;

/** Whether a window's edges are steps from `asOf` itself and not from the start of tomorrow. */
export function isExact({ unit, before, exact }: Extract<Window, { type: 'last' }>): boolean {
  return exact ?? [unit, before?.count ? before.unit : unit].some((each) => each === 'minute' || each === 'hour');
}
