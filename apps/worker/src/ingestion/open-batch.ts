import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';

export interface Batch {
  number: number;
  status: 'open' | 'landed';
  /** When the number was given: the batch's `received_at`, the same at every try. */
  openedAt: Date;
  /** Events that landed; 0 while it is open. */
  events: number;
  /** Whether the number had been given before: an earlier try may have left rows. */
  again: boolean;
}

/**
 * Gives the next batch number of a workspace to `origin`, or finds the one it was given before. Numbers have no gaps:
 * they are counted under a row lock, in the transaction that stores the batch. `inboxRows` are noted with a new batch; throws where the batch
 * was opened with others: its contents would not be the same.
 */
export async function openBatch(
  database: Database,
  workspace: number,
  origin: string,
  inboxRows: readonly number[] | null = null,
): Promise<Batch> {
  return database.transaction(async (tx) => {
    await tx.execute(sql`INSERT INTO workspace_counter (workspace) VALUES (${workspace}) ON CONFLICT DO NOTHING`);
    await tx.execute(sql`SELECT 1 FROM workspace_counter WHERE workspace = ${workspace} FOR UPDATE`);
    const earlier = await tx.execute<BatchRow>(sql`
      SELECT number, status, created_at, events, inbox_rows FROM ingestion_batch
      WHERE workspace = ${workspace} AND origin = ${origin}`);
    const [found] = earlier.rows;
    if (found) {
      if (found.status === 'open' && String(found.inbox_rows) !== String(inboxRows))
        throw new Error(`Batch ${found.number} was opened with other rows of the inbox`);
      return batchFrom(found, true);
    }
    const given = await tx.execute<BatchRow>(sql`
      WITH counter AS (
        UPDATE workspace_counter SET last_batch = last_batch + 1 WHERE workspace = ${workspace} RETURNING last_batch
      )
      INSERT INTO ingestion_batch (workspace, number, origin, status, created_at, inbox_rows)
      SELECT ${workspace}::integer, last_batch, ${origin}, 'open', date_trunc('milliseconds', now()), ${sql.param(inboxRows)}::bigint[]
      FROM counter
      RETURNING number, status, created_at, events, inbox_rows`);
    return batchFrom(given.rows[0]!, false);
  });
}

interface BatchRow extends Record<string, unknown> {
  number: string;
  status: 'open' | 'landed';
  created_at: string | Date;
  events: number;
  inbox_rows: string[] | null;
}

function batchFrom(row: BatchRow, again: boolean): Batch {
  return {
    number: Number(row.number),
    status: row.status,
    openedAt: new Date(row.created_at),
    events: row.events,
    again,
  };
}
