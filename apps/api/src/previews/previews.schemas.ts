import { z } from 'zod';
import { definition } from '@cutline/segment-definition';
import { documentedAs } from '../openapi/documented-as.ts';
import { anyInstant, count, decimal, instant } from '../openapi/formats.ts';

export const previewRequest = z
  .strictObject({
    document: documentedAs('Definition', definition),
    asOf: anyInstant.optional().describe('The instant it speaks about; now unless given.'),
    slot: z.string().min(1).max(100).optional().describe('A later request with the same slot cancels this one.'),
  })
  .meta({ id: 'PreviewRequest' });

/** Where the line of a refinement is. */
export const boundary = z
  .object({
    line: decimal.nullable().describe('Value of the last one kept; null where nobody is.'),
    above: count.describe('Profiles that are better than the line.'),
    level: count.describe('Profiles level with the line.'),
    kept: count.describe('Of the level ones, those that are kept.'),
  })
  .meta({ id: 'Boundary' });

/** What is previewed of a segment: how many profiles each node of its tree holds for. */
export const segmentPreview = z
  .object({
    kind: z.literal('segment'),
    asOf: instant,
    known: count,
    thresholdsOfRun: count
      .nullable()
      .describe('The run whose metric values were the thresholds; null if none was used.'),
    base: count.describe('Everyone who could be in.'),
    counts: z.record(z.string(), count).describe('By JSON pointer of the node.'),
    afterRules: count.describe('Those for whom the rules hold, before a refinement.'),
    members: count,
    boundary: boundary.nullable().describe('Null without a refinement, and where nobody is ranked.'),
    elapsedMs: z.number(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'SegmentPreview' });

const distributionFields = {
  asOf: instant,
  known: count,
  value: decimal.nullable().describe('The metric; null for an aggregate or expression.'),
  profiles: count,
  below: count,
  on: count,
  above: count,
  common: z
    .array(z.object({ value: z.string().nullable(), profiles: count }))
    .describe('For values that are not numbers: the most common, with null for no value.'),
  histogram: z.array(z.object({ from: decimal, to: decimal, profiles: count })).max(60),
  summary: z.object({ min: decimal.nullable(), max: decimal.nullable(), mean: decimal.nullable(), zero: count }),
};

/** How the values of profiles are distributed, and where the line cuts. */
export const distribution = z.object({ ...distributionFields, run: count.nullable() }).meta({ id: 'Distribution' });

export const distributionPreview = z
  .object({
    kind: z.enum(['metric', 'aggregate', 'expression']),
    ...distributionFields,
    elapsedMs: z.number(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'DistributionPreview' });

export const preview = z.discriminatedUnion('kind', [segmentPreview, distributionPreview]).meta({ id: 'Preview' });

export type Boundary = z.infer<typeof boundary>;
export type PreviewRequest = z.infer<typeof previewRequest>;
export type SegmentPreview = z.infer<typeof segmentPreview>;
export type DistributionPreview = z.infer<typeof distributionPreview>;
export type Distribution = z.infer<typeof distribution>;
export type Preview = z.infer<typeof preview>;
