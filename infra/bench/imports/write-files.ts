import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { parquetWriteFile } from 'hyparquet-writer';
import { columns, purchase, type Purchase } from './purchase.ts';

/** Formats in which the same rows are written. */
export const formats = ['csv', 'jsonl', 'parquet'] as const;
export type Format = (typeof formats)[number];

/** Writes the purchases to a file in a folder; returns its path. */
export async function writePurchases(folder: string, format: Format, rows: number): Promise<string> {
  const path = join(folder, `purchases.${format}`);
  if (format === 'parquet') await writeParquet(path, rows);
  else
    await writeLines(
      path,
      rows,
      format === 'csv' ? csvLine : JSON.stringify,
      format === 'csv' ? columns.join(',') : null,
    );
  return path;
}

async function writeLines(
  path: string,
  rows: number,
  lineOf: (row: Purchase) => string,
  header: string | null,
): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: 1024 * 1024 });
  if (header !== null) file.write(`${header}\n`);
  for (let n = 0; n < rows;) {
    let block = '';
    for (const end = Math.min(rows, n + 5_000); n < end; n += 1) block += `${lineOf(purchase(n, rows))}\n`;
    if (!file.write(block)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

function csvLine(row: Purchase): string {
  return columns.map((column) => row[column]).join(',');
}

/** Row groups of 122,880, as DuckDB writes them. */
async function writeParquet(filename: string, rows: number): Promise<void> {
  const all = Array.from({ length: rows }, (_, n) => purchase(n, rows));
  await parquetWriteFile({
    filename,
    rowGroupSize: 122_880,
    columnData: columns.map((name) => ({
      name,
      data: name === 'at' ? all.map((row) => new Date(row.at)) : all.map((row) => row[name]),
    })),
  });
}
