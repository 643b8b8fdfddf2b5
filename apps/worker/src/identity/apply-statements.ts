import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@cutline/postgres';
import { changedLinks, type NodeLink } from './changed-links.ts';
import { findStored, insertNodes, moveIdentifiers, moveProfiles, updateNodes } from './identifier-store.ts';
import type { IdentifierKind } from './identifier-kinds.ts';
import { findGroups, Groups, type Group } from './join-profiles.ts';
import { storeLinks } from './link-store.ts';
import type { Node, Nodes } from './nodes.ts';
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
  const { nodes } = read;
  if (nodes.all.length === 0) return { numbers: [], identifiers: [], aliases: [], conflicts: 0 };
  return database.transaction(async (tx) => {
    // Everything is looked up by its key. A planner that has not seen a table grow might read it whole, for each row.
    await tx.execute(sql`
      SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`);
    const counter = await tx.execute<{ last_profile: string }>(
      sql`SELECT last_profile FROM workspace_counter WHERE workspace = ${workspace} FOR UPDATE`,
    );
    await findStored(tx, workspace, nodes);
    const links = await changedLinks(tx, workspace, batch, read);
    const numbered = await giveNumbers(tx, workspace, Number(counter.rows[0]!.last_profile), nodes);
    const waiting = await join(tx, workspace, batch, nodes, numbered, links.risen);
    await storeLinks(tx, workspace, rowsOf(links.changed, batch));
    const seeds = [
      ...(await undecided(tx, workspace, waiting)),
      ...links.fallen.flatMap(({ from, to }) => [from.id!, to.id!]),
      ...seenSinceAlias(nodes),
    ];
    if (seeds.length > 0) {
      const byId = new Map(nodes.all.map((node) => [node.id!, node]));
      for (const { id, profile } of await resolveClusters(tx, workspace, batch, seeds)) {
        const node = byId.get(id);
        if (node) node.profile = profile;
      }
    }
    return {
      numbers: read.strongest.map(({ number }) => number!),
      identifiers: firstSeen(nodes, batch),
      aliases: await aliasesOf(tx, workspace, batch),
      conflicts: links.firstTogether.filter(({ from, to }) => from.profile !== to.profile).length,
    };
  });
}

/** Numbers, without gaps, for those that messages stand under and that have none yet. */
async function giveNumbers(tx: Transaction, workspace: number, lastProfile: number, nodes: Nodes): Promise<Set<Node>> {
  const given = new Set<Node>();
  for (const node of nodes) {
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
  nodes: Nodes,
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
  const homeless = nodes.all.filter(({ profile }) => profile === 0);
  const homes = new Map<Node, Group>(homeless.map((node) => [node, groups.of(node)]));
  const moves = [...groups.all()].flatMap(({ profile: into, profiles }) =>
    profiles.flatMap((from) => (from === into ? [] : [{ from, into }])),
  );
  for (const node of nodes) {
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
  await insertNodes(tx, workspace, batch, nodes, added);
  const fresh = new Set(added);
  await updateNodes(
    tx,
    workspace,
    batch,
    nodes.all.filter((node) => !fresh.has(node) && node.seen && (numbered.has(node) || !node.seenBefore)),
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
function seenSinceAlias(nodes: Nodes): number[] {
  return nodes.all.flatMap(({ seen, seenBefore, storedBefore, id }) =>
    seen && storedBefore && !seenBefore ? [id!] : [],
  );
}

function firstSeen(nodes: Nodes, batch: number): AppliedStatements['identifiers'] {
  return nodes.all.flatMap(({ kind, value, seen, under, batch: first }) =>
    seen && first === batch ? [{ kind, value, number: under!.number! }] : [],
  );
}
