import { z } from 'zod';
import { described } from './described.ts';
import { eventSelection } from './event-selection.ts';
import { parameter } from './parameter.ts';
import { level, exactQuantileMethod } from './quantile.ts';

/** What is made of the events that count. */
export const aggregator = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.enum(['count', 'exists', 'daysSinceFirst', 'daysSinceLast']) }),
    z.strictObject({
      type: z.enum(['sum', 'average', 'min', 'max', 'median', 'first', 'last', 'distinctCount', 'mostFrequent']),
      parameter,
    }),
    z.strictObject({
      type: z.literal('quantile'),
      parameter,
      level,
      method: exactQuantileMethod.default('linear'),
    }),
    z.strictObject({ type: z.literal('lastValues'), parameter, count: z.int().min(1).max(1_000) }),
    z.strictObject({ type: z.literal('gaps'), statistic: z.enum(['mean', 'median']) }),
  ])
  .meta({ id: 'Aggregator' });

/** One value for each profile, from its events of some actions in a window. */
export const aggregate = z
  .strictObject({ ...described('aggregate'), ...eventSelection, aggregator })
  .meta({ id: 'Aggregate' });

export type Aggregator = z.infer<typeof aggregator>;
export type Aggregate = z.infer<typeof aggregate>;
