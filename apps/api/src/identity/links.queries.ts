import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';
import type { Actor } from '../openapi/formats.ts';
import { actor } from './actor.ts';
import type { IdentifierOf, IdentityEnd } from './identity.schemas.ts';

/** Where a page of links goes on: the last one of the page before. */
export interface LinkKey {
  /** With microseconds, as PostgreSQL writes it. */
  createdAt: string;
  fromId: number;
  toId: number;
}

/** A link as lists show it. */
export interface LinkRow {
  key: LinkKey;
  kind: 'together' | 'alias' | 'merge';
  from: IdentityEnd;
  to: IdentityEnd;
  time: Date;
  source: string;
  createdAt: Date;
  createdBy: Actor | null;
  undoneAt: Date | null;
  undoneBy: Actor | null;
  dismissedAt: Date | null;
  dismissedBy: Actor | null;
}

/** Links of a workspace (its number) that could not be followed, the latest first. */
export function listConflicts(
  database: Database,
  workspace: number,
  { dismissed, after, limit }: { dismissed: boolean; after: LinkKey | null; limit: number },
): Promise<LinkRow[]> {
  const which = sql`link.kind = 'together' AND NOT link.followed AND link.dismissed_at IS ${dismissed ? sql`NOT NULL` : sql`NULL`}`;
  return listLinks(database, workspace, which, after, limit);
}

/** Aliases and merges of a workspace (its number), undone ones too, the latest first. An alias of somebody nobody has seen is not among them. */
export function listMerges(
  database: Database,
  workspace: number,
  { after, limit }: { after: LinkKey | null; limit: number },
): Promise<LinkRow[]> {
  const which = sql`link.kind <> 'together' AND link.said_at IS NOT NULL AND begun.seen AND ended.seen`;
  return listLinks(database, workspace, which, after, limit);
}

/** An alias or a merge; undefined where there is none. */
export async function findMerge(
  database: Database,
  workspace: number,
  kind: 'alias' | 'merge',
  { from, into }: { from: IdentifierOf; into: IdentifierOf },
): Promise<(LinkRow & { saidAt: Date | null }) | undefined> {
  const which = sql`link.kind = ${kind}
    AND link.from_id = (SELECT id FROM identifier WHERE workspace = ${workspace} AND kind = ${from.kind} AND value = ${from.value})
    AND link.to_id = (SELECT id FROM identifier WHERE workspace = ${workspace} AND kind = ${into.kind} AND value = ${into.value})`;
  const [found] = await listLinks(database, workspace, which, null, 1);
  return found;
}

interface Row extends Record<string, unknown> {
  link: {
    key: LinkKey;
    kind: LinkRow['kind'];
    from: IdentityEnd;
    to: IdentityEnd;
    time: string;
    source: string;
    createdAt: string;
    saidAt: string | null;
    undoneAt: string | null;
    dismissedAt: string | null;
    createdBy: LinkRow['createdBy'];
    undoneBy: LinkRow['undoneBy'];
    dismissedBy: LinkRow['dismissedBy'];
  };
}

async function listLinks(
  database: Database,
  workspace: number,
  which: SQL,
  after: LinkKey | null,
  limit: number,
): Promise<(LinkRow & { saidAt: Date | null })[]> {
  const earlier = after
    ? sql`AND (link.created_at, link.from_id, link.to_id) < (${after.createdAt}::timestamptz, ${after.fromId}, ${after.toId})`
    : sql``;
  const found = await database.execute<Row>(sql`
    SELECT jsonb_build_object(
      'key', jsonb_build_object('createdAt', link.created_at::text, 'fromId', link.from_id, 'toId', link.to_id),
      'kind', link.kind, 'time', link.time, 'source', link.source,
      'from', ${end('begun')}, 'to', ${end('ended')},
      'createdAt', link.created_at, 'createdBy', ${by('created_by')}, 'saidAt', link.said_at,
      'undoneAt', link.undone_at, 'undoneBy', ${by('undone_by')},
      'dismissedAt', link.dismissed_at, 'dismissedBy', ${by('dismissed_by')}
    ) AS link
    FROM identity_link AS link
    JOIN identifier AS begun ON begun.id = link.from_id
    JOIN identifier AS ended ON ended.id = link.to_id
    WHERE link.workspace = ${workspace} AND ${which} ${earlier}
    ORDER BY link.created_at DESC, link.from_id DESC, link.to_id DESC
    LIMIT ${limit}`);
  return found.rows.map(({ link }) => ({
    ...link,
    time: new Date(link.time),
    createdAt: new Date(link.createdAt),
    saidAt: link.saidAt === null ? null : new Date(link.saidAt),
    undoneAt: link.undoneAt === null ? null : new Date(link.undoneAt),
    dismissedAt: link.dismissedAt === null ? null : new Date(link.dismissedAt),
  }));
}

function end(of: string): SQL {
  const each = sql.raw(of);
  return sql`jsonb_build_object('kind', ${each}.kind, 'value', ${each}.value, 'profile', ${each}.profile, 'name', (
    SELECT jsonb_build_object('kind', named.kind, 'value', named.value) FROM identifier AS named
    WHERE named.workspace = ${each}.workspace AND named.profile = ${each}.profile AND named.number = ${each}.profile LIMIT 1
  ))`;
}

function by(column: string): SQL {
  return actor(sql.raw(`link.${column}`));
}
