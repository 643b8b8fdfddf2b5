import { compareLinks, type Link, type LinkEnd } from './links.ts';
import { nameOf, strength } from './identifier-kinds.ts';

/** An identifier as `resolveIdentity` looks at it. */
export interface Known extends LinkEnd {
  /** Its own; null while no message stands under it. */
  number: number | null;
  /** A message has been of it. One that has only stood in an alias names nobody. */
  seen: boolean;
}

/** The number of the profile that each identifier (by `nameOf`) is in; 0 where it names nobody. */
export type Profiles = Map<string, number>;

/**
 * Which profile each identifier is in. The links, those that were undone left out, are taken in the order in which they were said, and each
 * unites two profiles; one that only says that two identifiers stood in one message is not followed when both profiles have a customId by
 * then. `identifiers` are those that the links speak of, and any that stand alone.
 */
export function resolveIdentity(links: readonly Link[], identifiers: readonly Known[]): Profiles {
  const groups = new Map<string, Group>(identifiers.map((each) => [nameOf(each), { members: [each] }]));
  for (const { from, to, kind } of links.toSorted(compareLinks)) {
    const [one, other] = [groups.get(nameOf(from))!, groups.get(nameOf(to))!];
    if (one === other) continue;
    if (kind === 'together' && hasCustomId(one) && hasCustomId(other)) continue;
    const [larger, smaller] = one.members.length < other.members.length ? [other, one] : [one, other];
    for (const member of smaller.members) {
      larger.members.push(member);
      groups.set(nameOf(member), larger);
    }
    larger.hasCustomId = hasCustomId(one) || hasCustomId(other);
  }
  const leftBehind = new Set(links.filter(({ kind }) => kind !== 'together').map(({ from }) => nameOf(from)));
  const profiles: Profiles = new Map();
  for (const group of new Set(groups.values())) {
    const profile = profileNumber(group.members, leftBehind);
    for (const member of group.members) profiles.set(nameOf(member), profile);
  }
  return profiles;
}

interface Group {
  members: Known[];
  hasCustomId?: boolean;
}

function hasCustomId(group: Group): boolean {
  return (group.hasCustomId ??= group.members.some(({ kind, seen }) => kind === 'customId' && seen));
}

/**
 * A profile's number is that of its strongest identifier; of several of that kind one that no alias points away from, and of these the one that
 * was there first.
 */
function profileNumber(members: readonly Known[], leftBehind: ReadonlySet<string>): number {
  const numbered = members.filter(({ seen, number }) => seen && number !== null);
  const strongest = Math.min(...new Set(numbered.map(({ kind }) => strength[kind])));
  const candidates = numbered.filter(({ kind }) => strength[kind] === strongest);
  const holding = candidates.filter((each) => !leftBehind.has(nameOf(each)));
  let profile = 0;
  for (const { number } of holding.length > 0 ? holding : candidates)
    if (profile === 0 || number! < profile) profile = number!;
  return profile;
}
