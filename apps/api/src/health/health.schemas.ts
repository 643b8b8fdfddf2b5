import { z } from 'zod';
import { instant } from '../openapi/formats.ts';

export const componentState = z
  .object({
    state: z.enum(['ready', 'starting', 'fetching', 'building', 'failed', 'down']),
    message: z.string().optional(),
    since: instant.optional(),
  })
  .meta({ id: 'ComponentState' });

export const health = z
  .object({
    status: z.enum(['ok', 'degraded', 'starting']),
    components: z.object({
      postgres: componentState,
      clickhouse: componentState,
      temporal: componentState,
      worker: componentState,
    }),
  })
  .meta({ id: 'Health' });

export type ComponentState = z.infer<typeof componentState>;
export type Health = z.infer<typeof health>;
