/**
 * `npm run bench -- imports [--rows 1000000] [--formats csv,jsonl,parquet]`: rows per second that an import lands from CSV, JSON Lines and Parquet, against bare inserts of
 * the same rows by `@clickhouse/client`, and against reading the file alone. Writes docs/benchmark-imports.md.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { startServices } from '@cutline/embedded';
import { connectPostgres, migratePostgres, schema } from '@cutline/postgres';
import { newKey } from '@cutline/secrets';
import { landChunks } from '@cutline/worker/land-chunk';
import { mapping } from '@cutline/worker/mapping';
import { openImport } from '@cutline/worker/open-import';
import { readOptions } from './arguments.ts';
import { purchase, purchaseRow } from './purchase.ts';
import { formats, writePurchases, type Format } from './write-files.ts';

const { rows, chosen } = readOptions(process.argv.slice(2));
const home = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
const services = await startServices({
  home,
  only: ['clickhouse', 'postgres'],
  ports: { clickhouse: 0, postgres: 0 },
  disposable: true,
});
const clean = async (): Promise<void> => {
  await services.stop();
  rmSync(home, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void clean().then(() => process.exit(1)));

/** Rows of a batch, as imports cut them. */
const batchRows = 20_000;
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

try {
  await services.ready;
  const clickhouse = connectClickHouse(services.clickhouse);
  const database = connectPostgres(services.postgres.url, 10);
  await Promise.all([migrateClickHouse(clickhouse), migratePostgres(database)]);
  const stores = { database, clickhouse, home, keyring: { keys: [newKey()], hashKey: newKey().key } };
  const [organisation] = await database.insert(schema.organisation).values({ name: 'Bench' }).returning();
  mkdirSync(join(home, 'uploads'));

  const bare = async (): Promise<number> => {
    let spent = 0;
    for (let from = 0, batch = 1; from < rows; from += batchRows, batch += 1) {
      const values = Array.from({ length: Math.min(batchRows, rows - from) }, (_, index) =>
        purchaseRow(purchase(from + index, rows), from + index, batch),
      );
      spent += await seconds(() => clickhouse.insert({ table: 'events', values, format: 'JSONEachRow' }));
    }
    return spent;
  };

  const measure = async (format: Format) => {
    const place = { organisationId: organisation!.id, name: format, timeZone: 'UTC', currency: 'EUR' };
    const [workspace] = await database.insert(schema.workspace).values(place).returning();
    const path = await writePurchases(home, format, rows);
    const { size } = await stat(path);
    const read = mapping.parse({
      format,
      action: { constant: 'transaction.charge' },
      time: { column: 'at', format: 'iso', timeZone: 'UTC' },
      identifiers: { customId: 'customer', email: 'email' },
      revenue: 'total',
      orderId: 'order',
      parameters: [
        { column: 'items', name: 'items', type: 'integer' },
        { column: 'channel', name: 'channel', type: 'string' },
      ],
    });
    const file = { workspaceId: workspace!.id, fileName: format, bytes: size, checksum: '', mapping: read };
    const [row] = await database
      .insert(schema.importFile)
      .values({ ...file, status: 'running' })
      .returning();
    await rename(path, join(home, 'uploads', row!.id));
    const opened = await openImport(stores, workspace!.id, row!.id);
    const reading = await seconds(async () => {
      for (let from = opened.file.firstRow, done = false; !done;) {
        const chunk = await opened.file.read(from);
        for (const each of chunk.rows) opened.readRow(each);
        ({ next: from, done } = chunk);
      }
    });
    let landed = 0;
    const importing = await seconds(async () => {
      for await (const chunk of landChunks(stores, await openImport(stores, workspace!.id, row!.id)))
        landed += chunk.rows;
    });
    if (landed !== rows) throw new Error(`${format}: ${landed} of ${rows} rows landed`);
    return { importing, reading, size };
  };

  const rate = (took: number): string => Math.round(rows / took).toLocaleString('en');
  const inserting = await bare();
  console.log(`Bare inserts: ${rate(inserting)} rows per second`);
  const lines = new Map<Format, string>();
  for (const format of chosen) {
    const { importing, reading, size } = await measure(format);
    const figures = [rate(importing), rate(inserting), (inserting / importing).toFixed(2), rate(reading)];
    lines.set(
      format,
      `| ${[format, rows.toLocaleString('en'), `${Math.round(size / 1024 ** 2)} MiB`, ...figures].join(' | ')} |`,
    );
    console.log(lines.get(format));
  }
  await Promise.all([clickhouse.close(), database.$client.end()]);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, load ${loadavg()[0]!.toFixed(1)}`;
  const path = join(import.meta.dirname, '../../../docs/benchmark-imports.md');
  // What was measured of the other formats stays.
  const before = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const table = formats.map(
    (format) =>
      lines.get(format) ??
      before.find((line) => line.startsWith(`| ${format} `)) ??
      `| ${format} | – | – | – | – | – | – |`,
  );
  const page = `# Imports

Purchases of a fifth as many customers, each with a customId and an e-mail address, in random order: \`npm run bench -- imports
--rows … --formats …\`. Last run ${new Date().toISOString().slice(0, 10)} (${chosen.join(', ')}) on ${machine}.

| format | rows | file | imported, rows per second | bare inserts, rows per second | ratio | reading alone, rows per second |
|---|---|---|---|---|---|---|
${table.join('\n')}

An import reads and judges each row, works out whose it is, numbers new people in PostgreSQL, and inserts exactly once; bare inserts
by \`@clickhouse/client\` do none of it: their rows have the profile's number already. Files and bare inserts have the same rows, in
batches of the same size (${batchRows.toLocaleString('en')}), and each line's two are of one run.
`;
  await writeFile(path, page);
} finally {
  await clean();
}
