import { RefusedMessage } from './message-problem.ts';
import { isObject } from './read-text.ts';
import { readInstant } from './read-time.ts';

/** Events happen from 1970 to 2149; see docs/definitions.md. */
const latestStorable = Date.UTC(2150, 0, 1);
const day = 24 * 3_600_000;
/** A client’s clock that is off by less is believed, so that a time that was given exactly stays exact. */
export const toleratedSkew = 60_000;
/**
 * Segment’s libraries (lower case) that write `sentAt` when they first try to send a batch and keep it when they try again, as its documentation of
 * common fields says. Theirs may be old without any clock being slow; all others write it anew each time.
 */
const keepingSentAt = new Set(['analytics-kotlin', 'analytics-swift', 'analytics-csharp']);

/**
 * When a message happened, in UTC milliseconds. `timestamp` counts, else `originalTimestamp`, else `receivedAt`. Both are of the sender’s clock:
 * where `sentAt` shows that it is off by a minute or more, the time is corrected as Segment does, receivedAt − (sentAt − timestamp). An
 * early `sentAt` shows nothing where it may have come with an earlier attempt; a late one always does. A
 * message that has `timestamp` and `originalTimestamp` (RudderStack’s) gives the former on purpose, and it counts as it is.
 */
export function readMessageTime(
  message: Record<string, unknown>,
  sentAtOfBatch: unknown,
  receivedAt: number,
): { time: number; corrected: boolean } {
  const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
  const place = isSet(message['timestamp']) ? 'timestamp' : 'originalTimestamp';
  if (!isSet(message[place])) return { time: receivedAt, corrected: false };
  const said = readInstant(message[place]);
  if (said === undefined)
    throw new RefusedMessage('bad-time', `/${place}`, 'Expected a time in ISO 8601, e.g. 2026-01-31T13:45:00.000Z.');
  const given = place === 'timestamp' && isSet(message['originalTimestamp']);
  const sentAt = given ? undefined : readInstant(message['sentAt'] ?? sentAtOfBatch);
  const skew = sentAt === undefined ? 0 : receivedAt - sentAt;
  const corrected = skew <= -toleratedSkew || (skew >= toleratedSkew && !mayBeOld(message['context']));
  const time = corrected ? said + skew : said;
  if (time < 0 || time >= latestStorable)
    throw new RefusedMessage('time-out-of-range', `/${place}`, 'Times lie between 1970 and 2149.');
  if (time > receivedAt + day) throw new RefusedMessage('time-in-future', `/${place}`, 'It is more than a day ahead.');
  return { time, corrected };
}

function mayBeOld(context: unknown): boolean {
  const library = isObject(context) ? context['library'] : undefined;
  const name = isObject(library) ? library['name'] : undefined;
  return typeof name === 'string' && keepingSentAt.has(name.toLowerCase());
}
