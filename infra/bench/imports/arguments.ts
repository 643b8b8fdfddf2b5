import { parseArgs } from 'node:util';
import { formats, type Format } from './write-files.ts';

/**
 * Reads `--rows 1000000 --formats csv,parquet`; without the second, all formats.
 *
 * @throws Error that says what is wrong with it
 */
export function readOptions(args: string[]): { rows: number; chosen: Format[] } {
  const { values } = parseArgs({
    args,
    options: { rows: { type: 'string', default: '1000000' }, formats: { type: 'string', default: formats.join(',') } },
  });
  const rows = Number(values.rows);
  if (!Number.isInteger(rows) || rows < 20_000 || rows > 20_000_000)
    throw new Error(`--rows takes a whole number from 20000 to 20000000, not ${values.rows}`);
  const asked = values.formats.split(',');
  const unknown = asked.find((each) => !formats.some((format) => format === each));
  if (unknown !== undefined) throw new Error(`--formats takes some of ${formats.join(', ')}, not ${unknown}`);
  return { rows, chosen: formats.filter((format) => asked.includes(format)) };
}
