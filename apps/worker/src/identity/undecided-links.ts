import { sql } from 'drizzle-orm';
import { bigintArray, type Transaction } from '@cutline/postgres';
import type { NodeLink } from './changed-links.ts';
import type { Node } from './nodes.ts';
import { milliseconds } from './link-store.ts';
import { compareLinks, type Link } from './links.ts';

/**
 * Of links whose two ends are in profiles with customIds those that can change anything; ids of their ends. What stood together cannot where
 * each end had stood together with a customId before (or is one): each was in a profile with a customId by then, and as these
 * are two profiles to this day, it was not followed and changed nothing. This is how nearly every conflict ends, however many there are.
 * To be asked when the links are stored.
 */
export async function undecided(tx: Transaction, workspace: number, links: readonly NodeLink[]): Promise<number[]> {
  const apart = links.filter((link) => link.kind === 'together' && link.from.profile !== link.to.profile);
  const first = await firstCustomIds(tx, workspace, new Set(apart.flatMap(({ from, to }) => [from, to])));
  const decided = new Set(
    apart.filter((link) =>
      [link.from, link.to].every((end) => {
        if (end.kind === 'customId') return true;
        const earliest = first.get(end.id!);
        return earliest !== undefined && compareLinks(earliest, link) < 0;
      }),
    ),
  );
  return links.filter((link) => !decided.has(link)).flatMap(({ from, to }) => [from.id!, to.id!]);
}

/** The first link of each identifier, by id, in which it stood together with a customId. */
async function firstCustomIds(tx: Transaction, workspace: number, nodes: Set<Node>): Promise<Map<number, Link>> {
  const asked = new Map([...nodes].flatMap((node) => (node.kind === 'customId' ? [] : [[node.id!, node] as const])));
  if (asked.size === 0) return new Map();
  const found = await tx.execute<{ from_id: string; milliseconds: string; message_id: string; value: string }>(sql`
    SELECT DISTINCT ON (link.from_id) link.from_id, ${milliseconds('link.time')} AS milliseconds, link.message_id, ended.value
    FROM identity_link AS link JOIN identifier AS ended ON ended.id = link.to_id
    WHERE link.workspace = ${workspace} AND link.from_id = ANY (${bigintArray([...asked.keys()])})
      AND link.kind = 'together' AND ended.kind = 'customId'
    ORDER BY link.from_id, link.time, link.message_id COLLATE "C", ended.value COLLATE "C"`);
  return new Map(
    found.rows.map((row) => [
      Number(row.from_id),
      {
        kind: 'together',
        from: asked.get(Number(row.from_id))!,
        to: { kind: 'customId', value: row.value },
        time: Number(row.milliseconds),
        messageId: row.message_id,
      },
    ]),
  );
}
