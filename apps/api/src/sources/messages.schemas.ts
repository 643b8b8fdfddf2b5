import { z } from 'zod';
import { messageProblemCodes } from '../ingestion/reading/message-problem.ts';
import { count, instant, uuid } from '../openapi/formats.ts';
import { pageFields, pageOf } from '../pagination/page.ts';
import { outcomeCounts } from './sources.schemas.ts';

export const outcome = z.enum(['waiting', 'landed', 'duplicate', 'ignored', 'refused']).meta({
  id: 'MessageOutcome',
  description: 'What became of a message. `waiting`: it is safe, and lands in a moment.',
});

export const messageProblem = z
  .object({
    code: z.enum(messageProblemCodes).meta({ id: 'MessageProblemCode' }),
    pointer: z.string().describe('Where in the message: a JSON pointer.'),
    message: z.string(),
  })
  .meta({ id: 'MessageProblem' });

const fields = {
  id: count.describe('Grows with the time of arrival.'),
  receivedAt: instant,
  type: z.string().describe('`track`, `identify`, …; what it said it was, where that is none of them.'),
  name: z.string().nullable().describe('Of the event or page, as it came.'),
  action: z.string().nullable().describe('What the event is called here; null where it is none.'),
  messageId: z.string().nullable(),
  outcome,
  identifiers: z.array(z.string()).describe('Normalised, as `email:ada@example.com`.'),
  problems: z.array(messageProblem).describe('Why it was refused or ignored, or what of it was left aside.'),
  profile: count.nullable().describe('Number of the profile that it belongs to now; null until it has landed.'),
  batch: count.nullable(),
};

export const sourceMessage = z.object(fields).meta({ id: 'SourceMessage' });

export const sourceMessageDetail = z
  .object({
    ...fields,
    raw: z.string().describe('As it came, cut at 32 KiB.'),
    read: z.unknown().describe('How it was read; null where it was refused or ignored.'),
  })
  .meta({ id: 'SourceMessageDetail' });

export const messagePage = pageOf(sourceMessage, 'SourceMessagePage');

export const messageQuery = z.strictObject({
  ...pageFields,
  after: z.coerce.number().int().min(0).optional().describe('Only messages that came after the one with this id.'),
  outcome: outcome.optional(),
  search: z.string().max(200).optional().describe('Text that stands in the message or in its identifiers.'),
});

export const messagePath = z.object({ sourceId: uuid, message: z.coerce.number().int().min(1) });

export const sourceHour = outcomeCounts
  .extend({ hour: instant.describe('When it begins.') })
  .meta({ id: 'SourceHour' });

export const inbox = z
  .object({
    messages: count.describe('Messages that were accepted and have not landed yet.'),
    oldest: instant.nullable().describe('When the oldest of them came.'),
    sources: z.array(z.object({ source: z.string(), messages: count })).describe("By a source's id, or `console`."),
  })
  .meta({ id: 'Inbox', description: 'What waits to land. It is safe, and lands when everything works again.' });

export type SourceMessage = z.infer<typeof sourceMessage>;
export type SourceMessageDetail = z.infer<typeof sourceMessageDetail>;
export type MessageQuery = z.infer<typeof messageQuery>;
export type MessageProblem = z.infer<typeof messageProblem>;
export type InMessage = z.infer<typeof messagePath>;
export type SourceHour = z.infer<typeof sourceHour>;
export type Inbox = z.infer<typeof inbox>;
