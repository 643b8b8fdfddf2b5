import { z } from 'zod';
import { count, instant } from '../openapi/formats.ts';

export const action = z
  .object({
    action: z.string(),
    events: count,
    profiles: count,
    firstSeen: instant,
    lastSeen: instant,
    parameters: z.array(
      z.object({
        name: z.string(),
        type: z.enum(['string', 'boolean', 'number', 'integer', 'money', 'datetime', 'list']),
        share: z.number().describe('Events that carry it over all, 0 to 1.'),
      }),
    ),
  })
  .meta({ id: 'Action', description: "An event's name and what its events carry." });

export type Action = z.infer<typeof action>;
