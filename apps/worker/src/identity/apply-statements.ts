import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@cutline/postgres';
import { changedLinks, type NodeLink } from './changed-links.ts';
import { findNodes, insertNodes, moveIdentifiers, moveProfiles, updateNodes, type Node } from './identifier-store.ts';
import type { IdentifierKind } from './identifier-kinds.ts';
import { findGroups, Groups, type Group } from './join-profiles.ts';
import { storeLinks } from './link-store.ts';
import { resolveClusters, storeAliases } from './resolve-clusters.ts';
import { aliasesOf } from './identity-of-batch.ts';
import { readStatements, type Statements } from './statements.ts';
import { undecided } from './undecided-links.ts';

export interface AppliedStatements {
  /** Under which each message stands: the number of its strongest identifier. */
  numbers: number[];
  /** Identifiers that messages of this batch were the first to be of, each with the number under which that message stands. */
  identifiers: { kind: IdentifierKind; value: string; number: number }[];
  /** Numbers that count for another profile than before, from this batch on. */
  aliases: { number: number; profile: number }[];
  /** Links that first came with this batch and could not be followed, as they would have put two customIds into one profile. */
  conflicts: number;
}

/**
 * Brings identity up to date with what the messages of a batch say; profiles are then what they would be had all messages of the workspace
 * arrived in the order of their time. One transaction under the lock on the workspace's counter, so that numbers have no gaps. Asked again
 * with the same batch it answers the same and changes nothing. Errors of the database are thrown as they come.
 */
export async function applyStatements(
  database: Database,
  workspace: number,
  batch: number,
  statements: Statements,
): Promise<AppliedStatements> {
  const read = readStatements(statements);
  if (read.mentions.size === 0) return { numbers: [], identifiers: [], aliases: [], conflicts: 0 };
  return database.transaction(async (tx) => {
    const counter = await tx.execute<{ last_profile: string }>(
      sql`SELECT last_profile FROM workspace_counter WHERE workspace = ${workspace} FOR UPDATE`,
    );
    const nodes = await findNodes(tx, workspace, read.mentions);
    const links = await changedLinks(tx, workspace, batch, nodes, read);
    const numbered = await giveNumbers(tx, workspace, Number(counter.rows[0]!.last_profile), nodes);
    const waiting = await join(tx, workspace, batch, nodes, numbered, links.risen);
    await storeLinks(tx, workspace, rowsOf(links.changed, batch));
    const seeds = [
      ...(await undecided(tx, workspace, waiting)),
      ...links.fallen.flatMap(({ from, to }) => [from.id!, to.id!]),
      ...seenSinceAlias(nodes),
    ];
    if (seeds.length > 0) {
      const byId = new Map([...nodes.values()].map((node) => [node.id!, node]));
      for (const { id, profile } of await resolveClusters(tx, workspace, batch, seeds)) {
        const node = byId.get(id);
        if (node) node.profile = profile;
      }
    }
    return {
      numbers: read.strongest.map((name) => nodes.get(name)!.number!),
      identifiers: firstSeen(nodes, batch),
      aliases: await aliasesOf(tx, workspace, batch),
      conflicts: links.firstTogether.filter(({ from, to }) => from.profile !== to.profile).length,
    };
  });
}

/** Numbers, without gaps, for those that messages stand under and that have none yet. */
async function giveNumbers(
  tx: Transaction,
  workspace: number,
  lastProfile: number,
  nodes: ReadonlyMap<string, Node>,
): Promise<Set<Node>> {
  const given = new Set<Node>();
  for (const node of nodes.values()) {
    if (!node.strongest || node.number !== null) continue;
    given.add(node);
    node.number = lastProfile + given.size;
  }
  if (given.size > 0) {
    await tx.execute(
      sql`UPDATE workspace_counter SET last_profile = ${lastProfile + given.size} WHERE workspace = ${workspace}`,
    );
  }
  return given;
}

/**
 * Puts together what can be put together without looking at more than the two profiles of each link, stores the identifiers, and
 * returns the links that need more: see `undecided`.
 */
async function join(
  tx: Transaction,
  workspace: number,
  batch: number,
  nodes: ReadonlyMap<string, Node>,
  numbered: ReadonlySet<Node>,
  risen: readonly NodeLink[],
): Promise<NodeLink[]> {
  const touched = new Set(risen.flatMap(({ from, to }) => [from.profile, to.profile]));
  touched.delete(0);
  const groups = new Groups(await findGroups(tx, workspace, [...touched]));
  const waiting: NodeLink[] = [];
  for (const link of risen) {
    const [one, other] = [groups.of(link.from), groups.of(link.to)];
    if (link.kind !== 'together') waiting.push(link);
    else if (one === other ? one.customIds > 1 : one.customIds > 0 && other.customIds > 0) waiting.push(link);
    else if (one !== other) groups.join(one, other);
  }

  const added: Node[] = [];
  const placed: { id: number; profile: number }[] = [];
  const homeless = [...nodes.values()].filter(({ profile }) => profile === 0);
  const homes = new Map<Node, Group>(homeless.map((node) => [node, groups.of(node)]));
  const moves = [...groups.all()].flatMap(({ profile: into, profiles }) =>
    profiles.flatMap((from) => (from === into ? [] : [{ from, into }])),
  );
  for (const node of nodes.values()) {
    const home = homes.get(node);
    if (home === undefined) {
      if (touched.has(node.profile)) node.profile = groups.of(node).profile;
      continue;
    }
    node.profile = home.profile;
    if (node.id === null) added.push(node);
    else if (node.profile !== 0) placed.push({ id: node.id, profile: node.profile });
  }
  await moveProfiles(tx, workspace, batch, moves);
  await moveIdentifiers(tx, workspace, placed);
  await insertNodes(tx, workspace, batch, added);
  const fresh = new Set(added);
  await updateNodes(
    tx,
    workspace,
    batch,
    [...nodes.values()].filter((node) => !fresh.has(node) && node.seen && (numbered.has(node) || !node.seenBefore)),
  );
  await storeAliases(
    tx,
    workspace,
    batch,
    [...numbered].filter(({ number, profile }) => number !== profile),
  );
  return waiting;
}

function rowsOf(changed: readonly NodeLink[], batch: number) {
  return changed.map(({ from, to, kind, ...link }) => ({
    ...link,
    kind,
    fromId: from.id!,
    toId: to.id!,
    batch: link.batch ?? batch,
    followed: from.profile === to.profile,
  }));
}

/** Identifiers that only an alias or a merge had spoken of, and that are somebody's now: what hangs together with them counts from now on. */
function seenSinceAlias(nodes: ReadonlyMap<string, Node>): number[] {
  return [...nodes.values()].flatMap(({ seen, seenBefore, storedBefore, id }) =>
    seen && storedBefore && !seenBefore ? [id!] : [],
  );
}

function firstSeen(nodes: ReadonlyMap<string, Node>, batch: number): AppliedStatements['identifiers'] {
  return [...nodes.values()].flatMap(({ kind, value, seen, under, batch: first }) =>
    seen && first === batch ? [{ kind, value, number: nodes.get(under!)!.number! }] : [],
  );
}
