import { z } from 'zod';
import { anyInstant, count, instant, uuid } from '../openapi/formats.ts';
import { definitionKind } from '@cutline/segment-definition';
import { pageFields, pageOf } from '../pagination/page.ts';

export const runScope = z
  .enum(['full', 'due', 'live'])
  .describe(
    '`full`: everything is computed for everybody. `due`: metrics are, and segments where that is needed; of the others the profiles that something happened to. `live`: those profiles only, between two runs.',
  )
  .meta({ id: 'RunScope' });

const usedBy = z.object({
  definitions: count,
  named: z
    .array(z.object({ id: uuid, kind: definitionKind, name: z.string() }))
    .describe('The first 20 by name; none in lists.'),
});

export const runStep = z
  .object({
    position: count,
    kind: z.enum(['timelines', 'touched', 'base', 'leaves', 'metric', 'metrics', 'segment', 'segments', 'publish']),
    title: z.string(),
    definitionId: uuid.nullable(),
    usedBy: usedBy.nullable().describe('Definitions that use what it computes; null where that was not recorded.'),
    rowsRead: count
      .nullable()
      .describe('Rows that its statements read in ClickHouse; null where that was not recorded.'),
    bytesRead: count.nullable(),
    peakMemory: count.nullable().describe('The most memory that one of its statements took, in bytes.'),
    status: z.enum(['waiting', 'running', 'completed', 'failed', 'skipped']),
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    error: z.unknown().nullable(),
  })
  .meta({ id: 'RunStep' });

export const run = z
  .object({
    id: uuid,
    number: count,
    trigger: z.enum(['manual', 'schedule', 'import', 'publish', 'demo', 'events']),
    scope: runScope,
    status: z.enum(['running', 'completed', 'failed', 'cancelled']),
    asOf: instant,
    known: count,
    startedAt: instant,
    finishedAt: instant.nullable(),
    error: z.unknown().nullable(),
    steps: z.array(runStep),
    changes: z.object({ entered: count, left: count }).describe('Over all segments.'),
  })
  .meta({ id: 'Run' });

export const runPage = pageOf(run, 'RunPage');

export const runQuery = z.strictObject({
  ...pageFields,
  include: z
    .enum(['live'])
    .optional()
    .describe('`live`: also the updates between two runs, of which there may be thousands.'),
});

export const runRequest = z
  .strictObject({
    asOf: anyInstant.optional().describe('The instant to evaluate at; now unless given.'),
    scope: runScope.exclude(['live']).optional().describe('`full` unless given.'),
  })
  .meta({ id: 'RunRequest' });

/** A run that was asked for: it starts at once, or after the one that is under way. */
export const requestedRun = z
  .object({
    status: z.enum(['started', 'queued']),
    requestId: z.string(),
    asOf: instant.nullable(),
    after: uuid.nullable(),
  })
  .meta({ id: 'RequestedRun' });

export const runPath = z.object({ runId: uuid });

export type Run = z.infer<typeof run>;
export type RunQuery = z.infer<typeof runQuery>;
export type RunStep = z.infer<typeof runStep>;
export type RunRequest = z.infer<typeof runRequest>;
export type RequestedRun = z.infer<typeof requestedRun>;
