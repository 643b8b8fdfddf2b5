import { sql } from 'drizzle-orm';
import { bigintArray, type Transaction } from '@cutline/postgres';
import { strength } from './identifier-kinds.ts';
import type { Node } from './nodes.ts';

/** What is being put into one profile. */
export interface Group {
  /** The number that the profile will have; 0 where nobody is named yet. */
  profile: number;
  /** Of its strongest identifier, as in `strength`; beyond all of them where nobody is named. */
  strength: number;
  /** Whether it has none, one, or several customIds (2). */
  customIds: number;
  /** Stored profiles in it. */
  profiles: number[];
  /** Identifiers in it that were in no profile. */
  nodes: Node[];
}

const nobody = 9;

/** Profiles while a batch puts them together; asked by node. */
export class Groups {
  private readonly byProfile: Map<number, Group>;
  private readonly byNode = new Map<Node, Group>();
  private readonly joined = new Map<Group, Group>();

  /** `stored` are the profiles that the nodes are in. */
  constructor(stored: readonly Group[]) {
    this.byProfile = new Map(stored.map((group) => [group.profile, group]));
  }

  of(node: Node): Group {
    const found = node.profile === 0 ? this.byNode.get(node) : this.byProfile.get(node.profile);
    if (found) return this.latest(found);
    const named = node.seen ? strength[node.kind] : nobody;
    const made: Group = {
      profile: node.seen && node.number !== null ? node.number : 0,
      strength: node.seen && node.number !== null ? named : nobody,
      customIds: named === strength.customId ? 1 : 0,
      profiles: [],
      nodes: [node],
    };
    this.byNode.set(node, made);
    return made;
  }

  /** The stronger keeps its number; of two that are as strong the one that was there first. */
  join(one: Group, other: Group): void {
    const stays =
      one.strength < other.strength || (one.strength === other.strength && one.profile < other.profile) ? one : other;
    const goes = stays === one ? other : one;
    stays.customIds += goes.customIds;
    stays.profiles.push(...goes.profiles);
    stays.nodes.push(...goes.nodes);
    this.joined.set(goes, stays);
  }

  /** Every group, each once. */
  all(): Set<Group> {
    return new Set([...this.byProfile.values(), ...this.byNode.values()].map((group) => this.latest(group)));
  }

  private latest(group: Group): Group {
    let latest = group;
    for (let next = this.joined.get(latest); next; next = this.joined.get(latest)) latest = next;
    if (latest !== group) this.joined.set(group, latest);
    return latest;
  }
}

/** Stored profiles as groups. */
export async function findGroups(tx: Transaction, workspace: number, profiles: number[]): Promise<Group[]> {
  if (profiles.length === 0) return [];
  const found = await tx.execute<{ profile: string; custom_ids: string; emails: string; named: string }>(sql`
    SELECT profile, custom_ids, emails, named
    FROM unnest(${bigintArray(profiles)}) AS wanted (profile), LATERAL (
      SELECT count(*) FILTER (WHERE kind = 'customId') AS custom_ids, count(*) FILTER (WHERE kind = 'email') AS emails, count(*) AS named
      FROM identifier
      WHERE workspace = ${workspace} AND profile = wanted.profile AND kind <> 'anonymousId' AND seen
    ) AS counted`);
  return found.rows.map((row) => {
    const customIds = Math.min(Number(row.custom_ids), 2);
    const weaker = row.emails !== '0' ? strength.email : row.named !== '0' ? strength.phone : strength.anonymousId;
    return {
      profile: Number(row.profile),
      strength: customIds > 0 ? strength.customId : weaker,
      customIds,
      profiles: [Number(row.profile)],
      nodes: [],
    };
  });
}
