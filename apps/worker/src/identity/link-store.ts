import { sql } from 'drizzle-orm';
import { bigintArray, textArray, type Transaction } from '@cutline/postgres';
import type { LinkKind, SaidAt } from './links.ts';
import { LinkMap, type Node, type NodePair } from './nodes.ts';

/** A link between stored identifiers. */
export interface LinkIds {
  fromId: number;
  toId: number;
  kind: LinkKind;
}

/** What is stored of a link. */
export interface StoredLink extends SaidAt {
  /** Milliseconds; null: taken back before anybody said it. */
  saidAt: number | null;
  undoneAt: number | null;
  batch: number;
}

/** A link as it is to be stored. */
export interface LinkRow extends LinkIds, StoredLink {
  source: string;
  followed: boolean;
  /** Id of the person or API key who said it, or took it back. */
  by: string | null;
}

/** Those of the links that are stored. */
export async function findLinks(
  tx: Transaction,
  workspace: number,
  links: readonly NodePair[],
): Promise<LinkMap<StoredLink>> {
  const stored = new LinkMap<StoredLink>();
  const nodes = new Map<number, Node>();
  const asked: LinkIds[] = [];
  for (const { kind, from, to } of links) {
    if (from.id === null || to.id === null) continue;
    nodes.set(from.id, from).set(to.id, to);
    asked.push({ fromId: from.id, toId: to.id, kind });
  }
  if (asked.length === 0) return stored;
  const found = await tx.execute<{
    from_id: string;
    to_id: string;
    kind: LinkKind;
    time: string;
    message_id: string;
    said_at: string | null;
    undone_at: string | null;
    batch: string;
  }>(sql`
    SELECT from_id, to_id, kind, message_id, batch,
      ${milliseconds('time')} AS time, ${milliseconds('said_at')} AS said_at, ${milliseconds('undone_at')} AS undone_at
    FROM identity_link
    JOIN unnest(
      ${bigintArray(asked.map(({ fromId }) => fromId))},
      ${bigintArray(asked.map(({ toId }) => toId))},
      ${textArray(asked.map(({ kind }) => kind))}
    ) AS wanted (from_id, to_id, kind) USING (from_id, to_id, kind)
    WHERE workspace = ${workspace}`);
  for (const row of found.rows) {
    const link = { kind: row.kind, from: nodes.get(Number(row.from_id))!, to: nodes.get(Number(row.to_id))! };
    stored.set(link, {
      time: Number(row.time),
      messageId: row.message_id,
      saidAt: row.said_at === null ? null : Number(row.said_at),
      undoneAt: row.undone_at === null ? null : Number(row.undone_at),
      batch: Number(row.batch),
    });
  }
  return stored;
}

/** Stores links, new ones and those of which something else is known now. Each at most once. */
export async function storeLinks(tx: Transaction, workspace: number, links: readonly LinkRow[]): Promise<void> {
  if (links.length === 0) return;
  await tx.execute(sql`
    INSERT INTO identity_link (
      workspace, from_id, to_id, kind, time, message_id, said_at, undone_at, source, batch, followed, created_by, undone_by
    )
    SELECT ${workspace}::integer, from_id, to_id, kind, to_timestamp(time / ${thousand}), message_id,
      to_timestamp(said_at / ${thousand}), to_timestamp(undone_at / ${thousand}), source, batch, followed,
      CASE WHEN undone_at IS NULL THEN "by" END, CASE WHEN undone_at IS NOT NULL THEN "by" END
    FROM unnest(
      ${bigintArray(links.map(({ fromId }) => fromId))},
      ${bigintArray(links.map(({ toId }) => toId))},
      ${textArray(links.map(({ kind }) => kind))},
      ${bigintArray(links.map(({ time }) => time))},
      ${textArray(links.map(({ messageId }) => messageId))},
      ${bigintArray(links.map(({ saidAt }) => saidAt))},
      ${bigintArray(links.map(({ undoneAt }) => undoneAt))},
      ${textArray(links.map(({ source }) => source))},
      ${bigintArray(links.map(({ batch }) => batch))},
      ${sql.param(links.map(({ followed }) => followed))}::boolean[],
      ${textArray(links.map(({ by }) => by))}
    ) AS said (from_id, to_id, kind, time, message_id, said_at, undone_at, source, batch, followed, "by")
    -- As the index has them.
    ORDER BY from_id, to_id
    ON CONFLICT (from_id, to_id, kind) DO UPDATE SET
      time = excluded.time, message_id = excluded.message_id, said_at = excluded.said_at,
      undone_at = excluded.undone_at,
      undone_by = CASE
        WHEN excluded.undone_at IS NULL THEN NULL
        WHEN excluded.undone_at = identity_link.undone_at THEN identity_link.undone_by
        ELSE excluded.undone_by
      END,
      created_by = coalesce(identity_link.created_by, excluded.created_by),
      created_at = CASE
        WHEN identity_link.undone_at IS NOT NULL AND excluded.undone_at IS NULL THEN now()
        ELSE identity_link.created_at
      END,
      source = CASE
        WHEN (identity_link.time, identity_link.message_id) = (excluded.time, excluded.message_id) THEN identity_link.source
        ELSE excluded.source
      END`);
}

/** A column of an instant as milliseconds since 1970. By a double, which has digits enough; `extract` reckons with decimals, at ten times the cost. */
export function milliseconds(column: string) {
  return sql.raw(`(date_part('epoch', ${column}) * 1000)::bigint`);
}

const thousand = sql.raw('1000::double precision');
