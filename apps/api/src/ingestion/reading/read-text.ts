import { pointerPart } from '../../problem-details/sound-text.ts';
import { RefusedMessage } from './message-problem.ts';

/**
 * Text as every store can hold it. Half a surrogate pair (a cut emoji) becomes U+FFFD; a NUL character, which nobody means, refuses the
 * message.
 */
export function soundText(text: string, pointer: string): string {
  if (text.includes('\0'))
    throw new RefusedMessage('unsound-text', pointer, 'There is a NUL character in it, which cannot be stored.');
  return text.isWellFormed() ? text : text.toWellFormed();
}

/**
 * A text that names something, without blanks around it: of at most `limit` characters, numbers as they are written. Null and the empty text are
 * none. Anything else refuses the message.
 */
export function readName(value: unknown, pointer: string, limit: number): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string')
    throw new RefusedMessage('not-text', pointer, `Expected text, found ${typeNameOf(value)}.`);
  const text = value.trim();
  if (text === '') return undefined;
  if (text.length > limit)
    throw new RefusedMessage('too-long', pointer, `It has ${text.length} characters; ${limit} is the most.`);
  if (!text.isWellFormed())
    throw new RefusedMessage('unsound-text', pointer, 'There is half a surrogate pair in it, which is no text.');
  return soundText(text, pointer);
}

/** An object of JSON; nothing where there is none. Anything else refuses the message. */
export function readObject(value: unknown, pointer: string): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value))
    throw new RefusedMessage('not-an-object', pointer, `Expected an object, found ${typeNameOf(value)}.`);
  return value;
}

/** Whether something is an object of JSON: no list, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What kind of JSON something is, in words. */
export function typeNameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** A pointer one step further down. */
export function below(pointer: string, key: string | number): string {
  // Few keys need to be escaped, and every member of every message comes by here.
  const plain = typeof key === 'number' || !(key.includes('/') || key.includes('~'));
  return `${pointer}/${plain ? key : pointerPart(key)}`;
}
