import type { InboxMessage } from '@cutline/worker/incoming';
import type { MessageProblem } from './reading/message-problem.ts';
import type { ReadMessage } from './reading/read-message.ts';
import { isObject } from './reading/read-text.ts';
import type { SampledMessage } from './inbox-entry.ts';

/** Characters of a message that the debugger keeps. */
const longestRaw = 32 * 1024;

/** What is kept of a message that the mapping does not take: which it is, and nothing that it says of anybody. */
const ofIgnored = ['type', 'event', 'name', 'messageId'];

/** A message as the debugger shows it. */
export function sampleMessage(type: string | undefined, given: unknown, read: ReadMessage): SampledMessage {
  const message = read.outcome === 'taken' ? read.message : null;
  return {
    type: (type ?? typeIn(given)).slice(0, 60),
    messageId: message?.messageId ?? null,
    outcome: read.outcome === 'taken' ? 'waiting' : read.outcome,
    identifiers: message ? namesOf(message) : [],
    raw: rawText(read.outcome === 'ignored' ? membersOf(given, ofIgnored) : given),
    read: message,
    problems: read.problems,
  };
}

/** A request that could not even be taken apart. */
export function sampleUnreadable(type: string, text: string, problem: MessageProblem): SampledMessage {
  return {
    type,
    messageId: null,
    outcome: 'refused',
    identifiers: [],
    raw: cut(text),
    read: null,
    problems: [problem],
  };
}

function membersOf(given: unknown, names: readonly string[]): object {
  return isObject(given) ? Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name))) : {};
}

function namesOf({ identifiers }: InboxMessage): string[] {
  return Object.entries(identifiers).map(([kind, value]) => `${kind}:${String(value)}`);
}

function typeIn(given: unknown): string {
  const type = isObject(given) ? given['type'] : undefined;
  return typeof type === 'string' ? storable(type) : '';
}

function rawText(given: unknown): string {
  try {
    return cut(JSON.stringify(given) ?? '');
  } catch {
    // Nested so deep that it cannot be written.
    return '';
  }
}

function cut(text: string): string {
  return storable(text.slice(0, longestRaw));
}

/** Text as PostgreSQL can hold it. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}
