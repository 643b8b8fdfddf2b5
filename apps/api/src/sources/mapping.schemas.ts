import { z } from 'zod';
import { eventFields, eventRule, sourceMapping } from '../ingestion/mapping/source-mapping.ts';
import { count, instant } from '../openapi/formats.ts';
import { messageProblem } from './messages.schemas.ts';

/** A mapping that speaks of everything. */
const wholeMapping = z
  .object({
    events: z.array(eventRule),
    otherwise: z.enum(['keep', 'ignore']),
    page: z.string().nullable(),
    screen: z.string().nullable(),
    group: z.string().nullable(),
    fields: z.object(eventFields.required().shape),
    context: z.record(z.string(), z.string()),
  })
  .meta({ id: 'WholeMapping' });

export const mappingOfSource = z
  .object({
    effective: wholeMapping.describe('What holds: the default one with what the source says otherwise.'),
    default: wholeMapping,
    own: sourceMapping.nullable().describe('What the source says otherwise; null: nothing.'),
  })
  .meta({ id: 'MappingOfSource' });

export const trial = z
  .strictObject({
    message: z.unknown().describe('As an SDK would send it, e.g. `{"type":"track","event":"Order Completed",…}`.'),
    mapping: sourceMapping
      .nullish()
      .describe('To try one before it is saved; null: the default. The one that holds unless given.'),
  })
  .meta({ id: 'MappingTrial' });

export const trialResult = z
  .object({
    outcome: z.enum(['taken', 'ignored', 'refused']),
    read: z.unknown().describe('How it would be read; null unless it would be taken.'),
    problems: z.array(messageProblem),
  })
  .meta({ id: 'MappingTrialResult' });

export const eventName = z
  .object({
    name: z.string().describe('As it came.'),
    action: z.string().nullable().describe('What it becomes under the mapping that holds; null: it is not taken.'),
    rule: z.enum(['own', 'default']).nullable().describe('Whose rule speaks of it; null: none does.'),
    seen: count.describe('Messages or events of it that were looked at.'),
    lastSeen: instant,
  })
  .meta({ id: 'SeenEventName', description: 'A name under which events came lately.' });

export type MappingOfSource = z.infer<typeof mappingOfSource>;
export type Trial = z.infer<typeof trial>;
export type TrialResult = z.infer<typeof trialResult>;
export type EventName = z.infer<typeof eventName>;
