import { createHash } from 'node:crypto';
import type { Identifiers } from './incoming.ts';

/**
 * The form in which identifiers are stored and compared: without blanks around them, e-mail addresses in lower case,
 * telephone numbers without spaces, dots, dashes and brackets. Empty ones are left out. The databases keep no NUL and no half of a character
 * and index no value of many kilobytes: what readers should have refused becomes something that can be stored.
 */
export function normaliseIdentifiers(identifiers: Identifiers): Identifiers {
  const normal: Identifiers = {};
  const customId = identifiers.customId?.trim();
  const email = identifiers.email?.trim().toLowerCase();
  const phone = identifiers.phone?.replaceAll(/[\s.()\-\u2010-\u2015]/g, '');
  const anonymousId = identifiers.anonymousId?.trim();
  if (customId) normal.customId = storable(customId);
  if (email) normal.email = storable(email);
  if (phone) normal.phone = storable(phone);
  if (anonymousId) normal.anonymousId = storable(anonymousId);
  return normal;
}

/** Bytes of the longest value that PostgreSQL is sure to index. */
const longest = 1_024;

function storable(value: string): string {
  const text = value.replaceAll('\0', '\uFFFD').toWellFormed();
  if (text.length * 3 <= longest || Buffer.byteLength(text) <= longest) return text;
  return `${text.slice(0, 200).toWellFormed()}#${createHash('sha256').update(text).digest('hex')}`;
}
