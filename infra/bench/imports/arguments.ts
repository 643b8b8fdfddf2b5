import { parseArgs } from 'node:util';

/**
 * Reads `--rows 1000000`.
 *
 * @throws Error that says what is wrong with it
 */
export function readOptions(args: string[]): { rows: number } {
  const { values } = parseArgs({ args, options: { rows: { type: 'string', default: '1000000' } } });
  const rows = Number(values.rows);
  if (!Number.isInteger(rows) || rows < 20_000 || rows > 20_000_000)
    throw new Error(`--rows takes a whole number from 20000 to 20000000, not ${values.rows}`);
  return { rows };
}
