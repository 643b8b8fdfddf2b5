/** The kinds of messages that Segment's specification has. */
export const messageTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;

export type MessageType = (typeof messageTypes)[number];

export function isMessageType(value: unknown): value is MessageType {
  return (messageTypes as readonly unknown[]).includes(value);
}
