import { sql } from 'drizzle-orm';
import { identityOf } from '../identity/identity-of-batch.ts';
import { deleteBatch, insertAliases, insertIdentifiers } from './insert-once.ts';
import { markLanded, type Stores } from './land-batch.ts';
import { whileLocked } from './workspace-lock.ts';

/**
 * Closes the open batches whose origin begins with `origin` as empty ones, for work that will not be tried again: an open batch would hold
 * back `known` for ever. What a try left of events and values is deleted first; people it named stay named, and together.
 */
export async function abandonBatches(stores: Stores, workspace: number, origin: string): Promise<void> {
  const { database, clickhouse } = stores;
  await whileLocked(database, 'landing', workspace, async () => {
    const open = await database.execute<{ number: string }>(sql`
      SELECT number FROM ingestion_batch
      WHERE workspace = ${workspace} AND status = 'open' AND starts_with(origin, ${origin})
      ORDER BY number`);
    for (const { number } of open.rows) {
      const batch = { workspace, number: Number(number), again: true };
      await deleteBatch(clickhouse, batch);
      const { identifiers, aliases } = await identityOf(database, workspace, batch.number);
      await insertIdentifiers(clickhouse, batch, identifiers);
      await insertAliases(clickhouse, batch, aliases);
      await database.transaction((tx) => markLanded(tx, workspace, Number(number), 0));
    }
  });
}
