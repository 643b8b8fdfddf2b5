import type { Identifiers } from './incoming.ts';

export type IdentifierKind = keyof Identifiers;

/** An identifier and the profile that it names. */
export interface IdentifierRow {
  kind: IdentifierKind;
  value: string;
  profile: number;
}

/** What is known of identity before a batch. */
export interface KnownIdentities {
  /** Rows of every identifier that the batch mentions and that is known already. */
  identifiers: Iterable<IdentifierRow>;
  /** Those of the rows' profiles that have a customId. */
  withCustomId: Iterable<number>;
  /** The greatest number given to a profile. */
  lastProfile: number;
}

export interface Assignment {
  /** The profile of each entry, in the order of the entries. */
  profiles: number[];
  /** Identifiers that now name a profile, and did not before. */
  added: IdentifierRow[];
  /** Every identifier that the entries mention, with the profile that it names: known ones and added ones. */
  named: IdentifierRow[];
  lastProfile: number;
  /** How often an identifier of an entry belonged to another profile than the entry's. */
  conflicts: number;
}

/**
 * Decides which profile each entry is of; identifiers come normalised. The customId decides, then the e-mail address,
 * then the telephone number, then the anonymous id. The others are attached to the same profile when they are free; when they belong to
 * another profile they stay there and a conflict is counted. A new customId joins the profile of a known
 * address or number that has no customId yet. New profiles are numbered without gaps, in the order of the entries.
 */
export function assignProfiles(entries: readonly Identifiers[], known: KnownIdentities): Assignment {
  const profileOf = new Map<string, number>();
  for (const row of known.identifiers) profileOf.set(key(row.kind, row.value), row.profile);
  const withCustomId = new Set(known.withCustomId);
  const added: IdentifierRow[] = [];
  const named = new Map<string, IdentifierRow>();
  let { lastProfile } = known;
  let conflicts = 0;

  const profiles = entries.map((entry) => {
    const present = identifierKinds.filter((kind) => entry[kind] !== undefined);
    const owners = present.map((kind) => profileOf.get(key(kind, entry[kind]!)));
    const profile = decide(entry, owners, withCustomId) ?? ++lastProfile;
    for (const [index, kind] of present.entries()) {
      const owner = owners[index];
      const value = entry[kind]!;
      const name = key(kind, value);
      if (!named.has(name)) named.set(name, { kind, value, profile: owner ?? profile });
      if (owner === profile) continue;
      if (owner !== undefined) {
        conflicts += 1;
        continue;
      }
      profileOf.set(name, profile);
      added.push({ kind, value, profile });
      if (kind === 'customId') withCustomId.add(profile);
    }
    return profile;
  });
  return { profiles, added, named: [...named.values()], lastProfile, conflicts };
}

/** In the order in which they decide. */
export const identifierKinds = ['customId', 'email', 'phone', 'anonymousId'] as const;

function decide(entry: Identifiers, owners: (number | undefined)[], withCustomId: Set<number>): number | undefined {
  if (entry.customId === undefined || owners[0] !== undefined) return owners.find((owner) => owner !== undefined);
  return owners.find((owner) => owner !== undefined && !withCustomId.has(owner));
}

function key(kind: IdentifierKind, value: string): string {
  return `${kind}:${value}`;
}
