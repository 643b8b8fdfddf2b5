/**
 * `npm run bench -- estimates [--events 2m] [--count 48] [--seed 1]`: how close estimates of definitions of every kind come to what ClickHouse then reads,
 * on a generated shop in a ClickHouse of its own. Fails when rows or bytes of one are off by more than a factor of 2. Time is told, and what it is off by: it
 * depends on what else the machine does.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { startServices } from '@cutline/embedded';
import { generateShop } from '../generate-events.ts';
import { compareAll } from './compare-all.ts';
import { quantile, ratioOf, within } from './ratios.ts';
import { widenShop } from './widen-shop.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1m' },
    count: { type: 'string', default: '48' },
    seed: { type: 'string', default: '1' },
  },
});
const events = Number(values.events.replace(/m$/, '')) * 1_000_000;
if (!(events >= 100_000)) throw new Error(`--events takes millions, e.g. 2m, not ${values.events}`);

const home = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
const services = await startServices({ home, only: ['clickhouse'], ports: { clickhouse: 0 }, disposable: true });
const clean = async (): Promise<void> => {
  await services.stop();
  rmSync(home, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void clean().then(() => process.exit(1)));

try {
  await services.ready;
  const client = connectClickHouse(services.clickhouse);
  await migrateClickHouse(client);
  const seed = Number(values.seed);
  const shop = await generateShop(client, events, seed);
  await widenShop(client);
  const compared = await compareAll(client, shop, {
    seed,
    count: Number(values.count),
    log: (line) => console.log(line),
  });
  await client.close();

  console.log(
    `\n${compared.length} definitions, load ${loadavg()[0]!.toFixed(1)} on this machine. Estimated by taken:`,
  );
  for (const property of ['rows', 'bytes', 'seconds'] as const) {
    const ratios = compared.map((each) => ratioOf(each, property));
    const levels = [0, 0.05, 0.5, 0.95, 1].map((level) => quantile(ratios, level).toFixed(2));
    const share = (100 * within(compared, property, 2)).toFixed(0);
    console.log(`${property.padEnd(8)} least ${levels.join(', ')} most; within a factor of 2: ${share} %`);
  }
  const took = compared.map(({ milliseconds }) => milliseconds);
  console.log(
    `An estimate took ${quantile(took, 0.5).toFixed(0)} ms (median), ${quantile(took, 0.95).toFixed(0)} ms (19 in 20)`,
  );
  if (within(compared, 'rows', 2) < 1 || within(compared, 'bytes', 2) < 1) process.exitCode = 1;
} finally {
  await clean();
}
