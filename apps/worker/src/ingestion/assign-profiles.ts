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
  lastProfile: number;
  /** How often an identifier of an entry belonged to another profile than the entry's. */
  conflicts: number;
}

/**
 * Decides which profile each entry is of; identifiers come normalised. The customId decides, then the e-mail address,
 * then the telephone number. The others are attached to the same profile when they are free; when they belong to
 * another profile they stay there and a conflict is counted. A new customId joins the profile of a known
 * address or number that has no customId yet. New profiles are numbered without gaps, in the order of the entries.
 */
export function assignProfiles(entries: readonly Identifiers[], known: KnownIdentities): Assignment {
  const profileOf = new Map<string, number>();
  for (const row of known.identifiers) profileOf.set(key(row.kind, row.value), row.profile);
  const withCustomId = new Set(known.withCustomId);
  const added: IdentifierRow[] = [];
  let { lastProfile } = known;
  let conflicts = 0;

  const profiles = entries.map((entry) => {
    const present = kinds.filter((kind) => entry[kind] !== undefined);
    const owners = present.map((kind) => profileOf.get(key(kind, entry[kind]!)));
    const profile = decide(entry, owners, withCustomId) ?? ++lastProfile;
    for (const [index, kind] of present.entries()) {
      const owner = owners[index];
      if (owner === profile) continue;
      if (owner !== undefined) {
        conflicts += 1;
        continue;
      }
      const value = entry[kind]!;
      profileOf.set(key(kind, value), profile);
      added.push({ kind, value, profile });
      if (kind === 'customId') withCustomId.add(profile);
    }
    return profile;
  });
  return { profiles, added, lastProfile, conflicts };
}

/** In the order in which they decide. */
const kinds = ['customId', 'email', 'phone'] as const;

function decide(entry: Identifiers, owners: (number | undefined)[], withCustomId: Set<number>): number | undefined {
  if (entry.customId === undefined || owners[0] !== undefined) return owners.find((owner) => owner !== undefined);
  return owners.find((owner) => owner !== undefined && !withCustomId.has(owner));
}

function key(kind: IdentifierKind, value: string): string {
  return `${kind}:${value}`;
}
