import type { IdentifierOf, ProfileDetail } from '../api/contract.ts';
import { strongestFirst } from '../profiles/identifier-kinds.ts';
import { nameOfDetail } from '../profiles/naming.ts';

/** The identifier by which a profile is spoken of when it is merged: its strongest. */
export function strongestOf(profile: ProfileDetail): IdentifierOf {
  const [{ kind, value } = { kind: 'anonymousId' as const, value: '' }] = strongestFirst(profile.identifiers);
  return { kind, value };
}

/** What a profile is called where another may have the same name: “Ada Lovelace (ada-42)”. */
export function calledIn(profile: ProfileDetail): string {
  const name = nameOfDetail(profile);
  const { value } = strongestOf(profile);
  return value === '' || value === name ? name : `${name} (${value})`;
}

/** All of a kind, as one text; a dash where there are none. */
export function identifiersText(profile: ProfileDetail, kind: IdentifierOf['kind']): string {
  const values = profile.identifiers.filter((each) => each.kind === kind).map(({ value }) => value);
  return values.join(', ') || '–';
}
