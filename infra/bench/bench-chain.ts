/**
 * `npm run bench -- chain --events 1m [--rounds 5] [--seed 1]`: the heavy-buyers chain by Cutline and by hand, on the same
 * generated data in a ClickHouse of its own. Prints a table and writes it to docs/benchmark.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { startServices } from '@cutline/embedded';
import { readOptions } from './arguments.ts';
import { cutline } from './cutline.ts';
import { floor } from './floor.ts';
import { fused } from './fused.ts';
import { generateShop } from './generate-events.ts';
import { leafQueries } from './leaf-queries.ts';
import { naive } from './naive.ts';
import { peakMemoryOf } from './peak-memory.ts';
import { page, table, type Machine } from './report.ts';
import { runRounds } from './run-rounds.ts';

const options = readOptions(process.argv.slice(2));
const load = loadavg()[0]!;
const home = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
const services = await startServices({ home, only: ['clickhouse'], ports: { clickhouse: 0 }, disposable: true });
const clean = async (): Promise<void> => {
  await services.stop();
  rmSync(home, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void clean().then(() => process.exit(1)));
}

try {
  await services.ready;
  const client = connectClickHouse(services.clickhouse);
  await migrateClickHouse(client);
  console.log(`Generating ${options.events.toLocaleString('en')} events with seed ${options.seed} …`);
  const shop = await generateShop(client, options.events, options.seed);
  const measurements = await runRounds(client, [cutline, fused, naive, leafQueries, floor], {
    rounds: options.rounds,
    known: shop.known,
    memory: peakMemoryOf(services.clickhouse.pid!),
    log: (line) => console.log(line),
  });
  const [version] = await (
    await client.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' })
  ).json<{ version: string }>();
  await client.close();

  const machine: Machine = {
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: cpus().length,
    memory: totalmem(),
    system: `${type()} ${release().split('.').slice(0, 2).join('.')}`,
    load,
    node: process.versions.node,
    clickhouse: version!.version,
    date: new Date().toISOString().slice(0, 10),
  };
  await writeFile(join(import.meta.dirname, '../../docs/benchmark.md'), page(options, shop, machine, measurements));
  console.log(`\n${table(measurements)}\n\nWritten to docs/benchmark.md`);
  if (measurements.some(({ mistake }) => mistake !== undefined)) process.exitCode = 1;
} finally {
  await clean();
}
