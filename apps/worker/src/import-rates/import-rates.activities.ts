import { and, eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace } from '../find-workspace.ts';
import { abandonBatches } from '../ingestion/abandon-batches.ts';
import { insertRates } from '../ingestion/insert-once.ts';
import { markLanded } from '../ingestion/land-batch.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import { openBatch } from '../ingestion/open-batch.ts';

/** Currency (ISO 4217), day (`2026-01-31`) and rate (decimal with at most ten places, as text). */
export type IncomingRate = [currency: string, day: string, rate: string];

export interface ImportRatesInput {
  workspaceId: string;
  importId: string;
  rates: IncomingRate[];
}

const { currencyRateImport } = schema;

/** Activities of `importRates`. */
export function importRatesActivities({ database, clickhouse }: Pick<Dependencies, 'database' | 'clickhouse'>) {
  const running = (importId: string) =>
    and(eq(currencyRateImport.id, importId), eq(currencyRateImport.status, 'running'));
  return {
    /** Lands the rates as one batch, once however often it is tried. */
    async landRates({ workspaceId, importId, rates }: ImportRatesInput): Promise<void> {
      const { number: workspace } = await findWorkspace(database, workspaceId);
      await whileLocked(database, 'landing', workspace, async () => {
        const batch = await openBatch(database, workspace, `rates:${importId}`);
        if (batch.status === 'landed') return;
        const rows = rates.map(([currency, day, rate]) => ({ workspace, currency, day, rate, batch: batch.number }));
        await insertRates(clickhouse, { workspace, number: batch.number, again: batch.again }, rows);
        await database.transaction(async (tx) => {
          await markLanded(tx, workspace, batch.number, 0);
          await tx
            .update(currencyRateImport)
            .set({ status: 'completed', batch: batch.number, landedAt: new Date() })
            .where(running(importId));
        });
      });
    },

    /** Closes what could not be landed, so that it holds nothing back. */
    async abandonRates({ workspaceId, importId }: Omit<ImportRatesInput, 'rates'>): Promise<void> {
      const { number } = await findWorkspace(database, workspaceId);
      await abandonBatches({ database, clickhouse }, number, `rates:${importId}`);
      await database.update(currencyRateImport).set({ status: 'failed' }).where(running(importId));
    },
  };
}
