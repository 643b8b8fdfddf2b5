import { sql } from 'drizzle-orm';
import { bigintArray, type Transaction } from '@cutline/postgres';
import { moveIdentifiers } from './identifier-store.ts';
import { nameOf } from './identifier-kinds.ts';
import { loadClusters, type ClusterNode } from './load-clusters.ts';
import { resolveIdentity } from './resolve-identity.ts';

/**
 * Resolves anew what hangs together with the identifiers of the given ids, and stores which profiles changed from the batch on. Returns
 * the identifiers that are in another profile now.
 */
export async function resolveClusters(
  tx: Transaction,
  workspace: number,
  batch: number,
  seeds: Iterable<number>,
): Promise<ClusterNode[]> {
  const asked = [...seeds];
  const { nodes, links } = await loadClusters(tx, workspace, [...asked, ...(await united(tx, workspace, asked))]);
  const profiles = resolveIdentity(links, nodes);
  const moved = nodes.flatMap((node) => {
    const profile = profiles.get(nameOf(node))!;
    return profile === node.profile ? [] : [{ ...node, profile }];
  });
  await moveIdentifiers(tx, workspace, moved);
  await storeAliases(tx, workspace, batch, moved);
  await judgeLinks(
    tx,
    workspace,
    moved.map(({ id }) => id),
  );
  return moved;
}

/**
 * Ids of the customIds in the identifiers' profiles that have several: what held them together may be what does so no more. A customId that is
 * alone in its profile keeps it whatever leaves.
 */
async function united(tx: Transaction, workspace: number, ids: number[]): Promise<number[]> {
  const found = await tx.execute<{ id: string }>(sql`
    SELECT id FROM (
      SELECT id, count(*) OVER (PARTITION BY profile) AS together FROM identifier
      WHERE workspace = ${workspace} AND kind = 'customId' AND seen AND profile IN (
        SELECT profile FROM identifier WHERE workspace = ${workspace} AND id = ANY (${bigintArray(ids)}) AND profile <> 0
      )
    ) AS customers
    WHERE together > 1`);
  return found.rows.map(({ id }) => Number(id));
}

/** Says which profile numbers count for from the batch on. */
export async function storeAliases(
  tx: Transaction,
  workspace: number,
  batch: number,
  moved: readonly { number: number | null; profile: number }[],
): Promise<void> {
  const numbered = moved.filter(({ number }) => number !== null);
  if (numbered.length === 0) return;
  await tx.execute(sql`
    INSERT INTO profile_alias (workspace, number, batch, profile)
    SELECT ${workspace}::integer, number, ${batch}::bigint, profile
    FROM unnest(
      ${bigintArray(numbered.map(({ number }) => number))},
      ${bigintArray(numbered.map(({ profile }) => profile))}
    ) AS moved (number, profile)
    ON CONFLICT (number, workspace, batch) DO UPDATE SET profile = excluded.profile`);
}

/** Brings up to date whether links of moved identifiers were followed: whether both ends are in one profile. */
async function judgeLinks(tx: Transaction, workspace: number, moved: number[]): Promise<void> {
  if (moved.length === 0) return;
  for (const end of [sql.raw('from_id'), sql.raw('to_id')]) {
    await tx.execute(sql`
      UPDATE identity_link AS link SET followed = (begun.profile = ended.profile)
      FROM identifier AS begun, identifier AS ended
      WHERE link.workspace = ${workspace} AND link.${end} = ANY (${bigintArray(moved)})
        AND begun.id = link.from_id AND ended.id = link.to_id
        AND link.followed <> (begun.profile = ended.profile)`);
  }
}
