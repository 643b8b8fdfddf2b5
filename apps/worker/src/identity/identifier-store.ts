import { sql } from 'drizzle-orm';
import type { Transaction } from '@cutline/postgres';
import { identifierKinds, nameOf, type IdentifierKind } from './identifier-kinds.ts';
import type { LinkEnd } from './links.ts';
import type { Mention } from './statements.ts';

interface Stored extends Record<string, unknown> {
  id: string;
  value: string;
  number: string | null;
  profile: string;
  seen: boolean;
  batch: string | null;
}

/** An identifier that a batch speaks of, and what is stored of it; `apply-statements.ts` brings it up to date as it goes. */
export interface Node extends Mention {
  /** Null until it is stored. */
  id: number | null;
  number: number | null;
  /** 0: it names nobody. */
  profile: number;
  /** The batch that first was of it. */
  batch: number | null;
  /** It was stored when the batch came: a batch before spoke of it, or an earlier try of this one. */
  storedBefore: boolean;
  /** It was known then that a message is of it. */
  seenBefore: boolean;
}

/** What is stored of the identifiers that a batch speaks of, by `nameOf`; those that are not stored yet have no id. */
export async function findNodes(
  tx: Transaction,
  workspace: number,
  mentions: ReadonlyMap<string, Mention>,
): Promise<Map<string, Node>> {
  const nodes = new Map<string, Node>();
  const values = new Map<IdentifierKind, string[]>(identifierKinds.map((kind) => [kind, []]));
  for (const [name, mention] of mentions) {
    nodes.set(name, {
      ...mention,
      id: null,
      number: null,
      profile: 0,
      batch: null,
      storedBefore: false,
      seenBefore: false,
    });
    values.get(mention.kind)!.push(mention.value);
  }
  for (const [kind, wanted] of values) {
    if (wanted.length === 0) continue;
    const found = await tx.execute<Stored>(sql`
      SELECT id, value, number, profile, seen, batch FROM identifier
      WHERE workspace = ${workspace} AND kind = ${kind} AND value = ANY (${sql.param(wanted)}::text[])`);
    for (const row of found.rows) {
      Object.assign(nodes.get(nameOf({ kind, value: row.value }))!, {
        id: Number(row.id),
        number: row.number === null ? null : Number(row.number),
        profile: Number(row.profile),
        batch: row.batch === null ? null : Number(row.batch),
        storedBefore: true,
        seenBefore: row.seen,
      });
    }
  }
  return nodes;
}

/** Stores nodes that have no id; they get one. */
export async function insertNodes(tx: Transaction, workspace: number, batch: number, nodes: Node[]): Promise<void> {
  if (nodes.length === 0) return;
  const result = await tx.execute<LinkEnd & { id: string } & Record<string, unknown>>(sql`
    INSERT INTO identifier (workspace, kind, value, number, profile, seen, batch)
    SELECT ${workspace}::integer, kind, value, number, profile, seen, ${batch}::bigint
    FROM unnest(
      ${sql.param(nodes.map(({ kind }) => kind))}::text[],
      ${sql.param(nodes.map(({ value }) => value))}::text[],
      ${sql.param(nodes.map(({ number }) => number))}::bigint[],
      ${sql.param(nodes.map(({ profile }) => profile))}::bigint[],
      ${sql.param(nodes.map(({ seen }) => seen))}::boolean[]
    ) AS added (kind, value, number, profile, seen)
    ON CONFLICT DO NOTHING
    RETURNING id, kind, value`);
  // Whoever stores identifiers holds the counter's lock. Were one stored by another way meanwhile, a number would be wasted and a
  // row would speak of two people: give up, the retry reads what is there now.
  if (result.rows.length !== nodes.length)
    throw new Error('Identifiers were stored by another writer at the same time');
  const byName = new Map(nodes.map((node) => [nameOf(node), node]));
  for (const row of result.rows) Object.assign(byName.get(nameOf(row))!, { id: Number(row.id), batch });
}

/** Stores numbers that known identifiers were given, and that messages are of them now. */
export async function updateNodes(tx: Transaction, workspace: number, batch: number, nodes: Node[]): Promise<void> {
  if (nodes.length === 0) return;
  await tx.execute(sql`
    UPDATE identifier SET number = changed.number, seen = true, batch = CASE WHEN seen THEN batch ELSE ${batch} END
    FROM unnest(
      ${sql.param(nodes.map(({ id }) => id))}::bigint[],
      ${sql.param(nodes.map(({ number }) => number))}::bigint[]
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
      ${sql.param(moves.map(({ id }) => id))}::bigint[],
      ${sql.param(moves.map(({ profile }) => profile))}::bigint[]
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
        ${sql.param(moves.map(({ from }) => from))}::bigint[],
        ${sql.param(moves.map(({ into }) => into))}::bigint[]
      ) AS moves ("from", "into")
      WHERE identifier.workspace = ${workspace} AND identifier.profile = moves."from"
      RETURNING identifier.number, identifier.profile
    )
    INSERT INTO profile_alias (workspace, number, batch, profile)
    SELECT ${workspace}::integer, number, ${batch}::bigint, profile FROM moved WHERE number IS NOT NULL
    ON CONFLICT (workspace, number, batch) DO UPDATE SET profile = excluded.profile`);
}
