import type { IncomingValue } from '@cutline/worker/incoming';
import { RefusedMessage, type Notes } from './message-problem.ts';
import { storedNumber } from './read-number.ts';
import { below, isObject, soundText, typeNameOf } from './read-text.ts';
import { isCalendarDate, readInstant } from './read-time.ts';

/** Attributes that one message may give. */
export const mostAttributes = 256;
/** Characters of an attribute's name, and of a text at most. */
export const longestName = 200;
export const longestText = 8_000;
const longestList = 1_000;

/** The identifiers stand elsewhere, and so do the consents. */
const notAttributes = new Set(['consents']);

/**
 * The traits of a person as attributes: objects are taken apart (`address.city`), `1990-05-31` is a date and an ISO 8601 time with a clock an
 * instant. What has no place in an attribute is left aside.
 */
export function readAttributes(
  traits: Record<string, unknown>,
  pointer: string,
  notes: Notes,
): Record<string, IncomingValue> {
  const attributes: Record<string, IncomingValue> = {};
  let count = 0;
  const add = (object: Record<string, unknown>, prefix: string, at: string): void => {
    for (const key of Object.keys(object)) {
      if (prefix === '' && notAttributes.has(key)) continue;
      const place = below(at, key);
      const name = readMemberName(prefix + key, place, notes);
      if (name === undefined) continue;
      const value = object[key];
      if (isObject(value)) {
        add(value, `${name}.`, place);
        continue;
      }
      const read = readValue(value, place, notes);
      if (read === undefined) continue;
      if (Object.hasOwn(attributes, name)) notes.add('said-twice', place, `“${name}” is said twice; the first counts.`);
      else if (++count > mostAttributes)
        throw new RefusedMessage(
          'too-many-members',
          pointer,
          `There are more than ${mostAttributes} attributes in it.`,
        );
      else attributes[name] = read;
    }
  };
  add(traits, '', pointer);
  return attributes;
}

/** The name of an attribute or a parameter; undefined, with a note, where it cannot be one. */
export function readMemberName(name: string, pointer: string, notes: Notes): string | undefined {
  if (name.includes('__proto__'))
    throw new RefusedMessage('bad-name', pointer, '`__proto__` is no name that can be stored.');
  const text = soundText(name, pointer);
  if (text === '' || text.length > longestName) {
    notes.add('bad-name', pointer, `A name has 1 to ${longestName} characters; it is left aside.`);
    return undefined;
  }
  return text;
}

function readValue(value: unknown, pointer: string, notes: Notes): IncomingValue | undefined {
  switch (typeof value) {
    case 'string':
      return readTextOrMoment(value, pointer, notes);
    case 'number':
      return storedNumber(value, pointer, notes);
    case 'boolean':
      return value;
    default:
      if (value === null) return null;
      if (Array.isArray(value)) return readList(value, pointer, notes);
      return undefined;
  }
}

const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2300, 0, 1);

function readTextOrMoment(value: string, pointer: string, notes: Notes): IncomingValue | undefined {
  const text = soundText(value, pointer);
  const date = /^(\d{4})-(\d{2})-(\d{2})(T\d)?/.exec(text);
  if (date && Number(date[1]) >= 1900 && Number(date[1]) < 2300) {
    if (text.length === 10 && isCalendarDate(Number(date[1]), Number(date[2]), Number(date[3]))) return { date: text };
    const instant = date[4] ? readInstant(text) : undefined;
    if (instant !== undefined && instant >= earliest && instant < latest) return { instant };
  }
  if (text.length <= longestText) return text;
  notes.add('too-long', pointer, `The text is cut at ${longestText} characters.`);
  return text.slice(0, longestText).toWellFormed();
}

function readList(value: unknown[], pointer: string, notes: Notes): string[] | undefined {
  const texts: string[] = [];
  for (const [index, item] of value.entries()) {
    if (item === null) continue;
    if (typeof item === 'object') {
      notes.add('not-a-list-of-texts', below(pointer, index), `A list holds texts; ${typeNameOf(item)} is left aside.`);
    } else if (texts.length === longestList) {
      notes.add('too-long', pointer, `The list is cut after ${longestList} texts.`);
      break;
    } else texts.push(soundText(String(item), below(pointer, index)).slice(0, longestText).toWellFormed());
  }
  return texts;
}
