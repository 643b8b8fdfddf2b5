import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateShop, type GeneratedShop } from './generate-events.ts';
import type { ClickHouseStore } from './stores/clickhouse-store.ts';

/** A shop that stands in a folder, and what it was made of. */
interface KeptShop {
  events: number;
  seed: number;
  shop: GeneratedShop;
}

/** What benchmarks write. */
const written = ['memberships', 'membership_changes', 'timelines', 'run_bitmaps'];

/**
 * The shop that an earlier benchmark left in a folder with its ClickHouse, as it was when it was made; generates it where there is none.
 *
 * @throws Error when the folder has another one
 */
export async function keptShop(
  { client }: ClickHouseStore,
  folder: string,
  { events, seed, log }: { events: number; seed: number; log(line: string): void },
): Promise<GeneratedShop> {
  const file = join(folder, 'shop.json');
  if (!existsSync(file)) {
    const shop = await generateShop(client, events, seed);
    writeFileSync(file, JSON.stringify({ events, seed, shop } satisfies KeptShop));
    return shop;
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptShop;
  if (kept.events !== events || kept.seed !== seed)
    throw new Error(`${folder} has ${kept.events} events of seed ${kept.seed}: give another folder, or these`);
  log(`They are in ${folder} already.`);
  for (const table of written) await client.command({ query: `TRUNCATE TABLE ${table}` });
  await client.command({
    query: 'ALTER TABLE events DELETE WHERE batch > {known:UInt64}',
    query_params: { known: kept.shop.known },
    clickhouse_settings: { mutations_sync: '2' },
  });
  return kept.shop;
}
