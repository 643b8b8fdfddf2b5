import { sql } from 'drizzle-orm';
import type { Transaction } from '@cutline/postgres';
import { strength } from './identifier-kinds.ts';
import type { Node } from './identifier-store.ts';

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
  const named = (kind: string) => sql`
    FROM identifier WHERE workspace = ${workspace} AND profile = wanted.profile AND kind = ${kind} AND seen`;
  const found = await tx.execute<{ profile: string; custom_ids: number; email: boolean; phone: boolean }>(sql`
    SELECT profile,
      (SELECT count(*)::integer FROM (SELECT 1 ${named('customId')} LIMIT 2) AS few) AS custom_ids,
      EXISTS (SELECT 1 ${named('email')}) AS email,
      EXISTS (SELECT 1 ${named('phone')}) AS phone
    FROM unnest(${sql.param(profiles)}::bigint[]) AS wanted (profile)`);
  return found.rows.map((row) => {
    const weaker = row.email ? strength.email : row.phone ? strength.phone : strength.anonymousId;
    return {
      profile: Number(row.profile),
      strength: row.custom_ids > 0 ? strength.customId : weaker,
      customIds: row.custom_ids,
      profiles: [Number(row.profile)],
      nodes: [],
    };
  });
}
