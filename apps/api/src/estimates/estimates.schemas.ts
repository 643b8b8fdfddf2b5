import { z } from 'zod';
import { definition, definitionKind } from '@cutline/segment-definition';
import { documentedAs } from '../openapi/documented-as.ts';
import { count, uuid } from '../openapi/formats.ts';

export const estimateRequest = z
  .strictObject({
    document: documentedAs('Definition', definition),
    definitionId: uuid.optional().describe('The definition that it is to be a new version of; a new one unless given.'),
  })
  .meta({ id: 'EstimateRequest' });

const seconds = z.number().min(0);

/** What is read and how long that takes. */
const work = {
  rows: count.describe('Rows that are read.'),
  bytes: count.describe('Bytes that are read, as they are in memory.'),
  seconds: seconds.describe('At the pace of the last runs of this installation.'),
};

export const estimateWarning = z
  .object({
    code: z
      .enum(['statement-seconds', 'statement-rows'])
      .describe('The limit of the workspace that a statement would exceed, which would end it.'),
    limit: z.number(),
    estimate: z.number(),
  })
  .meta({ id: 'EstimateWarning' });

export const estimate = z
  .object({
    ...work,
    onceUsed: z
      .boolean()
      .describe('Whether it costs nothing by itself: the figures are of a rule that asks for its value.'),
    steps: z
      .array(
        z.object({
          kind: z.enum(['base', 'leaves', 'metrics', 'segments']),
          title: z.string(),
          ...work,
        }),
      )
      .describe('Statements that are run for it, each with all that it does, for others too.'),
    sharedWith: z
      .array(z.object({ id: uuid, kind: definitionKind, name: z.string() }))
      .describe('Published definitions that are computed from the same scans.'),
    warnings: z.array(estimateWarning),
    elapsedMs: z.number(),
  })
  .meta({ id: 'Estimate' });

export type EstimateRequest = z.infer<typeof estimateRequest>;
export type Estimate = z.infer<typeof estimate>;
export type EstimateWarning = z.infer<typeof estimateWarning>;
