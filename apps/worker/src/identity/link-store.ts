import { sql } from 'drizzle-orm';
import type { Transaction } from '@cutline/postgres';
import type { LinkKind, SaidAt } from './links.ts';

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
  /** Who said it, or took it back. */
  by: string | null;
}

export function idsName({ fromId, toId, kind }: LinkIds): string {
  return `${fromId} ${toId} ${kind}`;
}

/** Those of the links that are stored, by `idsName`. */
export async function findLinks(
  tx: Transaction,
  workspace: number,
  links: readonly LinkIds[],
): Promise<Map<string, StoredLink>> {
  if (links.length === 0) return new Map();
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
      ${sql.param(links.map(({ fromId }) => fromId))}::bigint[],
      ${sql.param(links.map(({ toId }) => toId))}::bigint[],
      ${sql.param(links.map(({ kind }) => kind))}::text[]
    ) AS wanted (from_id, to_id, kind) USING (from_id, to_id, kind)
    WHERE workspace = ${workspace}`);
  return new Map(
    found.rows.map((row) => [
      idsName({ fromId: Number(row.from_id), toId: Number(row.to_id), kind: row.kind }),
      {
        time: Number(row.time),
        messageId: row.message_id,
        saidAt: row.said_at === null ? null : Number(row.said_at),
        undoneAt: row.undone_at === null ? null : Number(row.undone_at),
        batch: Number(row.batch),
      },
    ]),
  );
}

/** Stores links, new ones and those of which something else is known now. Each at most once. */
export async function storeLinks(tx: Transaction, workspace: number, links: readonly LinkRow[]): Promise<void> {
  if (links.length === 0) return;
  await tx.execute(sql`
    INSERT INTO identity_link (
      workspace, from_id, to_id, kind, time, message_id, said_at, undone_at, source, batch, followed, created_by, undone_by
    )
    SELECT ${workspace}::integer, from_id, to_id, kind, to_timestamp(time / 1000.0), message_id,
      to_timestamp(said_at / 1000.0), to_timestamp(undone_at / 1000.0), source, batch, followed,
      CASE WHEN undone_at IS NULL THEN person.id END, CASE WHEN undone_at IS NOT NULL THEN person.id END
    FROM unnest(
      ${sql.param(links.map(({ fromId }) => fromId))}::bigint[],
      ${sql.param(links.map(({ toId }) => toId))}::bigint[],
      ${sql.param(links.map(({ kind }) => kind))}::text[],
      ${sql.param(links.map(({ time }) => time))}::bigint[],
      ${sql.param(links.map(({ messageId }) => messageId))}::text[],
      ${sql.param(links.map(({ saidAt }) => saidAt))}::bigint[],
      ${sql.param(links.map(({ undoneAt }) => undoneAt))}::bigint[],
      ${sql.param(links.map(({ source }) => source))}::text[],
      ${sql.param(links.map(({ batch }) => batch))}::bigint[],
      ${sql.param(links.map(({ followed }) => followed))}::boolean[],
      ${sql.param(links.map(({ by }) => by))}::text[]
    ) AS said (from_id, to_id, kind, time, message_id, said_at, undone_at, source, batch, followed, "by")
    LEFT JOIN "user" AS person ON person.id = said."by"
    ON CONFLICT (workspace, from_id, to_id, kind) DO UPDATE SET
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

/** A column of an instant as milliseconds since 1970. */
export function milliseconds(column: string) {
  return sql.raw(`(extract(epoch FROM ${column}) * 1000)::bigint`);
}
