import { z } from 'zod';
import { count, instant } from '../openapi/formats.ts';
import { pageOf } from '../pagination/page.ts';

export const stream = z
  .object({
    number: count,
    actions: z.array(z.string()).describe('The events that it holds.'),
    filtered: z.boolean().describe('Whether it holds only those that pass a filter.'),
    parameter: z.string().nullable().describe('What it sums up; null where it only counts.'),
    status: z
      .enum(['building', 'ready', 'doubted'])
      .describe('`doubted`: events that it held were deleted; it is not read, and built anew.'),
    parts: count.describe('Of how many parts it is built.'),
    partsDone: count.describe('How many of them are done.'),
    known: count.describe('The last batch that it holds.'),
    createdAt: instant,
    readyAt: instant.nullable(),
    usedAt: instant.nullable().describe('When a run last read it.'),
  })
  .meta({ id: 'Stream' });

export const streamPage = pageOf(stream, 'StreamPage');

export type Stream = z.infer<typeof stream>;
