import { z } from 'zod';
import { anyInstant, count, instant, uuid } from '../openapi/formats.ts';
import { pageOf } from '../pagination/page.ts';

export const runStep = z
  .object({
    position: count,
    kind: z.enum(['timelines', 'base', 'leaves', 'metric', 'metrics', 'segment', 'segments', 'publish']),
    title: z.string(),
    definitionId: uuid.nullable(),
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
    trigger: z.enum(['manual', 'schedule', 'import', 'publish', 'demo']),
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

export const runRequest = z
  .strictObject({ asOf: anyInstant.optional().describe('The instant to evaluate at; now unless given.') })
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
export type RunStep = z.infer<typeof runStep>;
export type RunRequest = z.infer<typeof runRequest>;
export type RequestedRun = z.infer<typeof requestedRun>;
