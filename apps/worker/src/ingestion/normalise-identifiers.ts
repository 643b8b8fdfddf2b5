import type { Identifiers } from './incoming.ts';

/**
 * The form in which identifiers are stored and compared: without blanks around them, e-mail addresses in lower case,
 * telephone numbers without spaces, dots, dashes and brackets. Empty ones are left out.
 */
export function normaliseIdentifiers(identifiers: Identifiers): Identifiers {
  const normal: Identifiers = {};
  const customId = identifiers.customId?.trim();
  const email = identifiers.email?.trim().toLowerCase();
  const phone = identifiers.phone?.replaceAll(/[\s.()\-\u2010-\u2015]/g, '');
  const anonymousId = identifiers.anonymousId?.trim();
  if (customId) normal.customId = customId;
  if (email) normal.email = email;
  if (phone) normal.phone = phone;
  if (anonymousId) normal.anonymousId = anonymousId;
  return normal;
}
