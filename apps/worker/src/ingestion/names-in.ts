import { nameOf } from '@cutline/postgres';
import type { InboxMessage } from './incoming.ts';
import { normaliseIdentifiers } from './normalise-identifiers.ts';

/** Every identifier that a message speaks of, as `email:ada@example.com`; a previous id in both of the kinds that it may be. */
export function namesIn({
  identifiers,
  previous,
  identity,
}: Pick<InboxMessage, 'identifiers' | 'previous' | 'identity'>): string[] {
  const names = Object.entries(normaliseIdentifiers(identifiers)).map(([kind, value]) => nameOf({ kind, value }));
  if (previous !== undefined) names.push(`customId:${previous.trim()}`, `anonymousId:${previous.trim()}`);
  if (identity) names.push(nameOf(identity.from), nameOf(identity.into));
  return names;
}
