import { sql, type SQL } from 'drizzle-orm';
import { bigintArray, type Transaction } from '@cutline/postgres';
import type { IdentifierKind } from './identifier-kinds.ts';
import { milliseconds } from './link-store.ts';
import type { Link, LinkKind } from './links.ts';
import type { Known } from './resolve-identity.ts';

/** An identifier as stored. */
export interface ClusterNode extends Known {
  id: number;
  profile: number;
}

/** Identifiers that hang together by links, and the links that decide about them. */
export interface Clusters {
  nodes: ClusterNode[];
  links: Link[];
}

/**
 * Everything that hangs together with the identifiers of the given ids, as far as it can matter. Of the customIds that an identifier stood
 * together with only the first matters: from then on its profile has a customId, so that none of the later links can unite anything.
 * That keeps an address that a hundred thousand customers gave from drawing all of them in.
 */
export async function loadClusters(tx: Transaction, workspace: number, seeds: Iterable<number>): Promise<Clusters> {
  const nodes = new Map<number, ClusterNode>();
  const links = new Map<string, LoadedLink>();
  let frontier = [...new Set(seeds)];
  while (frontier.length > 0) {
    for (const node of await nodesOf(tx, workspace, frontier)) nodes.set(node.id, node);
    const found = [...(await linksFrom(tx, workspace, frontier)), ...(await linksTo(tx, workspace, frontier))];
    const next = new Set<number>();
    for (const link of found) {
      links.set(`${link.kind} ${link.fromId} ${link.toId}`, link);
      for (const id of [link.fromId, link.toId]) if (!nodes.has(id)) next.add(id);
    }
    frontier = [...next];
  }
  return {
    nodes: [...nodes.values()],
    links: [...links.values()].map(({ fromId, toId, ...link }) => ({
      ...link,
      from: nodes.get(fromId)!,
      to: nodes.get(toId)!,
    })),
  };
}

type LoadedLink = Pick<Link, 'kind' | 'time' | 'messageId'> & { fromId: number; toId: number };

async function nodesOf(tx: Transaction, workspace: number, ids: number[]): Promise<ClusterNode[]> {
  const found = await tx.execute<{
    id: string;
    kind: IdentifierKind;
    value: string;
    number: string | null;
    profile: string;
    seen: boolean;
  }>(sql`
    SELECT id, kind, value, number, profile, seen FROM identifier
    WHERE workspace = ${workspace} AND id = ANY (${bigintArray(ids)})`);
  return found.rows.map(({ kind, value, seen, ...row }) => ({
    id: Number(row.id),
    kind,
    value,
    seen,
    number: row.number === null ? null : Number(row.number),
    profile: Number(row.profile),
  }));
}

const columns = sql`link.from_id, link.to_id, link.kind, link.message_id, ${milliseconds('link.time')} AS milliseconds`;

/** Orders what an identifier stood together with, as `compareLinks` does. */
const first = sql`link.time, link.message_id COLLATE "C", ended.value COLLATE "C"`;

async function linksFrom(tx: Transaction, workspace: number, ids: number[]): Promise<LoadedLink[]> {
  return linksOf(
    tx,
    sql`
    (
      SELECT DISTINCT ON (link.from_id) ${columns}
      FROM identity_link AS link JOIN identifier AS ended ON ended.id = link.to_id
      WHERE link.workspace = ${workspace} AND link.from_id = ANY (${bigintArray(ids)})
        AND link.kind = 'together' AND ended.kind = 'customId'
      ORDER BY link.from_id, ${first}
    )
    UNION ALL
    SELECT ${columns}
    FROM identity_link AS link JOIN identifier AS ended ON ended.id = link.to_id
    WHERE link.workspace = ${workspace} AND link.from_id = ANY (${bigintArray(ids)})
      AND NOT (link.kind = 'together' AND ended.kind = 'customId') AND link.undone_at IS NULL`,
  );
}

async function linksTo(tx: Transaction, workspace: number, ids: number[]): Promise<LoadedLink[]> {
  return linksOf(
    tx,
    sql`
    SELECT ${columns}
    FROM identity_link AS link JOIN identifier AS ended ON ended.id = link.to_id
    WHERE link.workspace = ${workspace} AND link.to_id = ANY (${bigintArray(ids)}) AND link.undone_at IS NULL
      AND NOT (
        link.kind = 'together' AND ended.kind = 'customId' AND EXISTS (
          SELECT 1 FROM identity_link AS earlier JOIN identifier AS other ON other.id = earlier.to_id
          WHERE earlier.workspace = ${workspace} AND earlier.from_id = link.from_id AND earlier.kind = 'together'
            AND other.kind = 'customId'
            AND (earlier.time, earlier.message_id COLLATE "C", other.value COLLATE "C") < (${first})
        )
      )`,
  );
}

async function linksOf(tx: Transaction, query: SQL): Promise<LoadedLink[]> {
  const found = await tx.execute<{
    from_id: string;
    to_id: string;
    kind: LinkKind;
    message_id: string;
    milliseconds: string;
  }>(query);
  return found.rows.map((row) => ({
    fromId: Number(row.from_id),
    toId: Number(row.to_id),
    kind: row.kind,
    messageId: row.message_id,
    time: Number(row.milliseconds),
  }));
}
