import { z } from 'zod';
import { described } from './described.ts';
import { window } from './window.ts';

/** An event parameter: `revenue`, or the path of one of the event's own, e.g. `num_cds`. */
export const parameterName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}`]+$/u, 'A parameter name has no control characters or backticks.');

export const aggregator = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('count') }),
    z.strictObject({ type: z.literal('sum'), parameter: parameterName }),
  ])
  .meta({ id: 'Aggregator' });

/** One value for each profile, from its events of some actions in a window. */
export const aggregate = z
  .strictObject({
    ...described('aggregate'),
    /** Names of events, as they arrived. */
    actions: z.array(z.string().min(1).max(200)).min(1).max(50),
    aggregator,
    window,
  })
  .meta({ id: 'Aggregate' });

export type Aggregator = z.infer<typeof aggregator>;
export type Aggregate = z.infer<typeof aggregate>;
