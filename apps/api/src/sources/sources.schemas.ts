import { z } from 'zod';
import { author, count, instant, uuid } from '../openapi/formats.ts';
import { pageOf } from '../pagination/page.ts';
import { trackingSettings } from './tracking-settings.ts';
import { writeKeyInFull } from './write-keys.schemas.ts';

const name = z.string().trim().min(1, 'Give it a name.').max(120);
const kind = z.enum(['website', 'server', 'app']).meta({ id: 'SourceKind' });
const messagesPerSecond = z
  .int()
  .min(1)
  .max(100_000)
  .describe('Messages a second that it may send for long; twice as many for a moment.');

/** How many messages had which outcome. */
export const outcomeCounts = z
  .object({
    accepted: count.describe(
      'Taken when they came. What turns out to be a duplicate or of an erased person when it lands is counted beside.',
    ),
    duplicate: count.describe('Had come before within 30 days; counted once.'),
    ignored: count.describe('Left aside: as the mapping says, or of an erased person.'),
    refused: count,
  })
  .meta({ id: 'OutcomeCounts' });

const fields = {
  id: uuid,
  name: z.string(),
  kind,
  enabled: z.boolean().describe('One that is switched off refuses everything.'),
  messagesPerSecond: z.int(),
  tracking: trackingSettings,
  ownMapping: z.boolean().describe('Whether it has a mapping of its own.'),
  createdAt: instant,
  createdBy: author.nullable(),
  lastMessageAt: instant.nullable().describe('To the minute.'),
  today: outcomeCounts.describe("Since the day began in the workspace's zone, by the hour."),
};

export const source = z.object(fields).meta({ id: 'Source' });
export const sourcePage = pageOf(source, 'SourcePage');

export const createdSource = z.object({ ...fields, writeKey: writeKeyInFull }).meta({ id: 'CreatedSource' });

export const newSource = z
  .strictObject({ name, kind, messagesPerSecond: messagesPerSecond.optional(), tracking: trackingSettings.optional() })
  .meta({ id: 'NewSource' });

export const sourceChanges = z
  .strictObject({
    name: name.optional(),
    enabled: z.boolean().optional(),
    messagesPerSecond: messagesPerSecond.optional(),
    tracking: trackingSettings.optional(),
  })
  .meta({ id: 'SourceChanges' });

export const sourcePath = z.object({ sourceId: uuid });

export type Source = z.infer<typeof source>;
export type CreatedSource = z.infer<typeof createdSource>;
export type NewSource = z.infer<typeof newSource>;
export type SourceChanges = z.infer<typeof sourceChanges>;
export type OutcomeCounts = z.infer<typeof outcomeCounts>;
export type InSource = z.infer<typeof sourcePath>;
