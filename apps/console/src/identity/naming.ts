import type { IdentifierOf, ProfileDetail } from '../api/contract.ts';
import { strongestFirst } from '../profiles/identifier-kinds.ts';

/** The identifier by which a profile is spoken of when it is merged: its strongest. */
export function strongestOf(profile: ProfileDetail): IdentifierOf {
  const [{ kind, value } = { kind: 'anonymousId' as const, value: '' }] = strongestFirst(profile.identifiers);
  return { kind, value };
}

/** All of a kind, as one text; a dash where there are none. */
export function identifiersText(profile: ProfileDetail, kind: IdentifierOf['kind']): string {
  const values = profile.identifiers.filter((each) => each.kind === kind).map(({ value }) => value);
  return values.join(', ') || '–';
}
