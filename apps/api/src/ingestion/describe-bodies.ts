import type { ApiBodyOptions } from '@nestjs/swagger';
import type { MessageType } from './reading/message-type.ts';

type Schema = Extract<ApiBodyOptions, { schema: unknown }>['schema'];

const text: Schema = { type: 'string' };
const anything: Schema = { type: 'object', additionalProperties: true };

/** What every message may say; `userId`, `anonymousId` or an e-mail or phone among the traits is needed. */
const envelope: Record<string, Schema> = {
  userId: { ...text, description: 'The shop’s own id of the person: the customId.' },
  anonymousId: { ...text, description: 'Of a visitor nobody knows yet.' },
  messageId: { ...text, description: 'Counts once within 30 days. Without one every repetition counts.' },
  timestamp: { ...text, format: 'date-time', description: 'When it happened; now unless given.' },
  sentAt: { ...text, format: 'date-time', description: 'When it was sent, by the sender’s clock.' },
  context: anything,
  writeKey: { ...text, description: 'Where it does not come as basic authentication.' },
};

function bodyOf(properties: Record<string, Schema>, required: string[] = []): ApiBodyOptions {
  return {
    schema: { type: 'object', properties: { ...envelope, ...properties }, required, additionalProperties: true },
  };
}

export const messageBodies: Record<MessageType, ApiBodyOptions> = {
  track: bodyOf({ event: text, properties: anything }, ['event']),
  identify: bodyOf({ traits: anything }),
  page: bodyOf({ name: text, category: text, properties: anything }),
  screen: bodyOf({ name: text, category: text, properties: anything }),
  group: bodyOf({ groupId: text, traits: anything }),
  alias: bodyOf({ previousId: text }, ['previousId']),
};

export const batchBody: ApiBodyOptions = {
  schema: {
    type: 'object',
    properties: {
      batch: {
        type: 'array',
        maxItems: 5_000,
        items: { ...anything, description: 'A message as its own route takes it, with `type` saying which.' },
      },
      sentAt: envelope['sentAt']!,
      context: { ...anything, description: 'Of all messages; each may say otherwise.' },
      writeKey: envelope['writeKey']!,
    },
    required: ['batch'],
    additionalProperties: true,
  },
};
