import type { Identifiers } from '@cutline/worker/incoming';
import { normaliseIdentifiers } from '@cutline/worker/normalise-identifiers';
import { RefusedMessage, type Notes } from './message-problem.ts';
import { readName } from './read-text.ts';

/** Characters of an id at most: it stands in an index. */
export const longestIdentifier = 500;

/** What a program writes that has nobody to name; taken for an id, it would make one profile of everyone. */
const placeholders = new Set([
  'null',
  'undefined',
  'nan',
  'none',
  'nil',
  'true',
  'false',
  '[object object]',
  'anonymous',
  'guest',
  '00000000-0000-0000-0000-000000000000',
]);

/**
 * Whose message it is, normalised: `userId` is the customId, `anonymousId` the visitor, `email` and `phone` of the person's traits the rest. An
 * address or number that is none is left aside. Throws where nothing is left.
 */
export function readIdentifiers(
  message: Record<string, unknown>,
  people: readonly { traits: Record<string, unknown>; pointer: string }[],
  notes: Notes,
): Identifiers {
  const found = normaliseIdentifiers({
    customId: readId(message['userId'], '/userId', notes),
    anonymousId: readId(message['anonymousId'], '/anonymousId', notes),
    email: contactOf('email', people, notes),
    phone: contactOf('phone', people, notes),
  });
  for (const _ in found) return found;
  const [first] = notes.problems.filter(({ code }) => code.endsWith('-identifier') || code.startsWith('bad-'));
  throw new RefusedMessage(
    'missing-identifier',
    first?.pointer ?? '/userId',
    first
      ? `Nothing says whose message this is. ${first.message}`
      : 'Nothing says whose message this is: give userId, anonymousId, or an email or phone among the traits.',
  );
}

/** An id; numbers are taken as they are written. */
export function readId(value: unknown, pointer: string, notes: Notes): string | undefined {
  const id = readName(value, pointer, longestIdentifier);
  if (id === undefined || !placeholders.has(id.toLowerCase())) return id;
  notes.add('placeholder-identifier', pointer, `“${id}” names nobody, and is left aside.`);
  return undefined;
}

const contacts = {
  email: { limit: 320, form: /^[^\s@]+@[^\s@]+$/, says: 'is not an e-mail address' },
  phone: { limit: 60, form: /^\+?\d{3,20}$/, says: 'is not a telephone number' },
};

function contactOf(
  kind: 'email' | 'phone',
  people: readonly { traits: Record<string, unknown>; pointer: string }[],
  notes: Notes,
): string | undefined {
  for (const { traits, pointer } of people) {
    const value = traits[kind];
    if (value === undefined || value === null || value === '') continue;
    const { limit, form, says } = contacts[kind];
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    const normal = text && text.length <= limit ? normaliseIdentifiers({ [kind]: text })[kind] : undefined;
    if (normal !== undefined && form.test(normal) && normal.isWellFormed() && !normal.includes('\0')) return normal;
    const shown = text === undefined ? 'It' : `“${text.slice(0, 60).toWellFormed()}”`;
    notes.add(`bad-${kind}`, `${pointer}/${kind}`, `${shown} ${says}, and is left aside.`);
  }
  return undefined;
}
