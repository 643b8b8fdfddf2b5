import type { ClickHouseClient } from '@clickhouse/client';
import { sql } from 'drizzle-orm';
import { tables } from '@cutline/clickhouse';
import type { Database, Transaction } from '@cutline/postgres';
import { deleteWhere, list, spokenOf } from './delete-rows-of.ts';

/** Identifiers that are looked at in one go. */
const portion = 50_000;

/**
 * Removes the identifiers that the batches brought, but for those of which something else speaks: a message of another batch, or a link to an identifier
 * that stays. Their numbers, which nobody gets again, may stay in aliases. Returns how many. The caller holds the landing lock, and the batches' own rows are gone.
 */
export async function forgetPeopleOf(
  { database, clickhouse }: { database: Database; clickhouse: ClickHouseClient },
  workspace: number,
  batches: number[],
): Promise<number> {
  if (batches.length === 0) return 0;
  let removed = 0;
  await database.transaction(async (tx) => {
    await findCandidates(tx, workspace, batches);
    for (let from = 0; ;) {
      const numbers = await numbersAfter(tx, from);
      if (numbers.length === 0) break;
      from = numbers.at(-1)!;
      const spoken = await spokenOf(clickhouse, workspace, numbers);
      await tx.execute(sql`DELETE FROM forgotten WHERE number = ANY (${sql.param([...spoken])}::bigint[])`);
    }
    // Whoever is linked to one that stays, stays: until nobody is left who is.
    for (let kept = 1; kept > 0;) kept = await keepLinked(tx, workspace);
    // First there, since Postgres is what says which there are: cut off here, the next try finds them again.
    for (let from = 0; ;) {
      const numbers = await numbersAfter(tx, from);
      if (numbers.length === 0) break;
      from = numbers.at(-1)!;
      await deleteWhere(clickhouse, workspace, tables.identifiers, `profile IN (${list(numbers)})`);
    }
    removed = await removeForgotten(tx, workspace);
  });
  return removed;
}

/** Gathers what the batches brought in a table of the transaction's own. An identifier without a number of its own goes with its profile's. */
async function findCandidates(tx: Transaction, workspace: number, batches: number[]): Promise<void> {
  await tx.execute(sql`
    CREATE TEMPORARY TABLE forgotten ON COMMIT DROP AS
    SELECT id, coalesce(number, profile) AS number FROM identifier
    WHERE workspace = ${workspace} AND batch = ANY (${sql.param(batches)}::bigint[])`);
  await tx.execute(sql`CREATE UNIQUE INDEX ON forgotten (id)`);
  await tx.execute(sql`CREATE INDEX ON forgotten (number)`);
  await tx.execute(sql`ANALYZE forgotten`);
}

async function numbersAfter(tx: Transaction, from: number): Promise<number[]> {
  const result = await tx.execute<{ number: string }>(
    sql`SELECT DISTINCT number FROM forgotten WHERE number > ${from} ORDER BY number LIMIT ${portion}`,
  );
  return result.rows.map(({ number }) => Number(number));
}

async function keepLinked(tx: Transaction, workspace: number): Promise<number> {
  const result = await tx.execute(sql`
    DELETE FROM forgotten WHERE id IN (
      SELECT forgotten.id FROM forgotten
      JOIN identity_link link ON link.workspace = ${workspace} AND forgotten.id IN (link.from_id, link.to_id)
      WHERE NOT EXISTS (
        SELECT FROM forgotten other
        WHERE other.id = CASE WHEN link.from_id = forgotten.id THEN link.to_id ELSE link.from_id END
      )
    ) OR EXISTS (
      SELECT FROM identifier other
      WHERE other.workspace = ${workspace} AND other.profile = forgotten.number
        AND NOT EXISTS (SELECT FROM forgotten each WHERE each.id = other.id)
    )`);
  return result.rowCount ?? 0;
}

async function removeForgotten(tx: Transaction, workspace: number): Promise<number> {
  await tx.execute(sql`
    DELETE FROM identity_link USING forgotten
    WHERE identity_link.workspace = ${workspace} AND identity_link.from_id = forgotten.id`);
  const result = await tx.execute(sql`
    DELETE FROM identifier USING forgotten
    WHERE identifier.workspace = ${workspace} AND identifier.id = forgotten.id`);
  return result.rowCount ?? 0;
}
