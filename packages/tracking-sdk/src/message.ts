import { newIdentifier } from './identifier.ts';
import { type Properties } from './tracker.ts';
import { type Visitor } from './visitor.ts';

/** What a message says, in the words of Segment's specification. */
export interface Said {
  type: 'page' | 'track' | 'identify';
  name?: string;
  event?: string;
  properties?: Properties;
  traits?: Properties;
  /** By channel. */
  consents?: Record<string, boolean>;
}

/** Characters: more is none of an event, and the server would refuse it. */
const maxLength = 32_000;

/** JSON of a message; its id makes it count once, however often it is sent. Throws where it cannot be said. */
export function messageOf({ consents, ...said }: Said, { anonymousId, userId }: Visitor): string {
  const message = JSON.stringify({
    ...said,
    messageId: newIdentifier(),
    timestamp: new Date().toISOString(),
    anonymousId,
    userId,
    context: {
      page: thisPage(),
      locale: navigator.language,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      library: { name: 'cutline.js' },
      consents,
    },
  });
  if (message.length > maxLength)
    throw new Error(`${said.event ?? said.type} says too much: ${message.length} characters`);
  return message;
}

export function thisPage(): Properties {
  const { href, pathname, search } = location;
  return { url: href, path: pathname, search, title: document.title, referrer: document.referrer };
}
