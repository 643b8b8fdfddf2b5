import { join } from 'node:path';
import { answerAt, rightAnswer } from './answer.ts';
import { cutline } from './cutline.ts';
import { floor } from './floor.ts';
import { fused } from './fused.ts';
import type { GeneratedShop } from './generate-events.ts';
import { leafQueries } from './leaf-queries.ts';
import { naive } from './naive.ts';
import { runRounds, type Measurement } from './run-rounds.ts';
import { duckdb, postgres } from './sql-rival.ts';
import type { ClickHouseStore } from './stores/clickhouse-store.ts';
import { openDuckDb } from './stores/duckdb-store.ts';
import { exportShop } from './stores/export-shop.ts';
import { openPostgres } from './stores/postgres-store.ts';
import type { Store } from './stores/store.ts';
import { asOf, asOfBefore } from './story.ts';

/** Of more events DuckDB has only the purchases, and PostgreSQL takes no part. */
const duckDbNativeAtMost = 100_000_000;
const postgresAtMost = 20_000_000;

/**
 * Runs the chain by every contender that takes part at a size.
 *
 * @param ends what is to be called at the end, whatever happens: engines are added that were started
 */
export async function measureChain(
  clickhouse: ClickHouseStore,
  shop: GeneratedShop,
  { folder, rounds, log }: { folder: string; rounds: number; log(line: string): void },
  ends: (() => Promise<void>)[],
): Promise<{ measurements: Measurement[]; versions: string[] }> {
  const { events, known, profiles } = shop;
  const opened = (store: Store): Store => {
    ends.unshift(() => store.stop());
    return store;
  };
  const native = events <= duckDbNativeAtMost;
  log('Loading DuckDB …');
  const parquet = await exportShop(clickhouse.client, join(folder, 'parquet'), {
    format: 'Parquet',
    purchasesOnly: !native,
  });
  const stores: { clickhouse: Store; duckdb: Store; postgres?: Store } = {
    clickhouse,
    duckdb: opened(await openDuckDb(folder, parquet, { native })),
  };
  if (native) await parquet.remove();
  if (events <= postgresAtMost) {
    log('Loading PostgreSQL …');
    const csv = await exportShop(clickhouse.client, join(folder, 'csv'), { format: 'CSV', purchasesOnly: false });
    stores.postgres = opened(await openPostgres(folder, csv));
    await csv.remove();
  }
  const right = rightAnswer(
    await answerAt(clickhouse.client, profiles, asOfBefore),
    await answerAt(clickhouse.client, profiles, asOf),
  );
  const contenders = [cutline, fused, naive, leafQueries, duckdb, ...(stores.postgres ? [postgres] : []), floor];
  const measurements = await runRounds(stores, contenders, { rounds, known, memory: true, right, log });
  return { measurements, versions: Object.values(stores).map(({ title }) => title) };
}
