import { sql } from 'drizzle-orm';
import { bigintArray, textArray, type Transaction } from '@cutline/postgres';
import { identifierKinds } from './identifier-kinds.ts';
import type { LinkEnd } from './links.ts';
import type { Node, Nodes } from './nodes.ts';

interface Stored extends Record<string, unknown> {
  id: string;
  value: string;
  number: string | null;
  profile: string;
  seen: boolean;
  batch: string | null;
}

/** Notes of each identifier that a batch speaks of what is stored of it; those that are not stored yet have no id. */
export async function findStored(tx: Transaction, workspace: number, nodes: Nodes): Promise<void> {
  for (const kind of identifierKinds) {
    const wanted = nodes.values(kind);
    if (wanted.length === 0) continue;
    const found = await tx.execute<Stored>(sql`
      SELECT id, value, number, profile, seen, batch FROM identifier
      WHERE workspace = ${workspace} AND kind = ${kind} AND value = ANY (${textArray(wanted)})`);
    for (const row of found.rows) {
      const node = nodes.get({ kind, value: row.value })!;
      node.id = Number(row.id);
      node.number = row.number === null ? null : Number(row.number);
      node.profile = Number(row.profile);
      node.batch = row.batch === null ? null : Number(row.batch);
      node.storedBefore = true;
      node.seenBefore = row.seen;
    }
  }
}

/**
 * Stores nodes that have no id; they get one. Whoever stores identifiers holds the counter's lock: were one stored by another way meanwhile,
 * this fails, and the retry reads what is there then.
 */
export async function insertNodes(
  tx: Transaction,
  workspace: number,
  batch: number,
  nodes: Nodes,
  added: Node[],
): Promise<void> {
  if (added.length === 0) return;
  const result = await tx.execute<LinkEnd & { id: string } & Record<string, unknown>>(sql`
    INSERT INTO identifier (workspace, kind, value, number, profile, seen, batch)
    SELECT ${workspace}::integer, kind, value, number, profile, seen, ${batch}::bigint
    FROM unnest(
      ${textArray(added.map(({ kind }) => kind))},
      ${textArray(added.map(({ value }) => value))},
      ${bigintArray(added.map(({ number }) => number))},
      ${bigintArray(added.map(({ profile }) => profile))},
      ${sql.param(added.map(({ seen }) => seen))}::boolean[]
    ) AS added (kind, value, number, profile, seen)
    -- As the index has them, so that neighbours meet the same pages.
    ORDER BY value
    RETURNING id, kind, value`);
  for (const row of result.rows) {
    const node = nodes.get(row)!;
    node.id = Number(row.id);
    node.batch = batch;
  }
}

/** Stores numbers that known identifiers were given, and that messages are of them now. */
export async function updateNodes(tx: Transaction, workspace: number, batch: number, nodes: Node[]): Promise<void> {
  if (nodes.length === 0) return;
  await tx.execute(sql`
    UPDATE identifier SET number = changed.number, seen = true, batch = CASE WHEN seen THEN batch ELSE ${batch} END
    FROM unnest(
      ${bigintArray(nodes.map(({ id }) => id))},
      ${bigintArray(nodes.map(({ number }) => number))}
    ) AS changed (id, number)
    WHERE identifier.workspace = ${workspace} AND identifier.id = changed.id`);
  for (const node of nodes) if (!node.seenBefore) node.batch = batch;
}

/** Puts identifiers (ids) into profiles, each into its own. */
export async function moveIdentifiers(
  tx: Transaction,
  workspace: number,
  moves: readonly { id: number; profile: number }[],
): Promise<void> {
  if (moves.length === 0) return;
  await tx.execute(sql`
    UPDATE identifier SET profile = moved.profile
    FROM unnest(
      ${bigintArray(moves.map(({ id }) => id))},
      ${bigintArray(moves.map(({ profile }) => profile))}
    ) AS moved (id, profile)
    WHERE identifier.workspace = ${workspace} AND identifier.id = moved.id`);
}

/** Puts everything that is in a profile into another, and says so in `profile_alias` from the batch on. */
export async function moveProfiles(
  tx: Transaction,
  workspace: number,
  batch: number,
  moves: readonly { from: number; into: number }[],
): Promise<void> {
  if (moves.length === 0) return;
  await tx.execute(sql`
    WITH moved AS (
      UPDATE identifier SET profile = moves."into"
      FROM unnest(
        ${bigintArray(moves.map(({ from }) => from))},
        ${bigintArray(moves.map(({ into }) => into))}
      ) AS moves ("from", "into")
      WHERE identifier.workspace = ${workspace} AND identifier.profile = moves."from"
      RETURNING identifier.number, identifier.profile
    )
    INSERT INTO profile_alias (workspace, number, batch, profile)
    SELECT ${workspace}::integer, number, ${batch}::bigint, profile FROM moved WHERE number IS NOT NULL
    ON CONFLICT (number, workspace, batch) DO UPDATE SET profile = excluded.profile`);
}
