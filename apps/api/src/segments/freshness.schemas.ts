import { z } from 'zod';
import { count, instant } from '../openapi/formats.ts';

/** How old what a segment says is, and how old it may be. */
export const segmentFreshness = z
  .object({
    asOf: instant
      .nullable()
      .describe('Up to where its members are right; later than the last run where they are kept right between runs.'),
    known: count.nullable().describe('The last ingestion batch that they take in.'),
    target: count.describe('Seconds after which it is late.'),
    defaultTarget: z.boolean().describe('Whether nobody set a target: it is twice the time between scheduled runs.'),
    late: z.boolean(),
    thresholdsFrom: count
      .nullable()
      .describe('The run that computed it for everybody, and the metrics that it is held against.'),
    error: z.unknown().optional().describe('Why it is not kept right between runs at the moment.'),
  })
  .meta({ id: 'SegmentFreshness' });

export const freshnessTarget = z
  .strictObject({
    target: z
      .int()
      .min(10)
      .max(31_536_000)
      .nullable()
      .describe('Seconds; null for the default, twice the time between scheduled runs.'),
  })
  .meta({ id: 'FreshnessTarget' });

export type SegmentFreshness = z.infer<typeof segmentFreshness>;
export type FreshnessTarget = z.infer<typeof freshnessTarget>;
