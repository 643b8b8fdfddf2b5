import { parseArgs } from 'node:util';

export interface KillOptions {
  kills: number;
  /** Rows over all files. */
  rows: number;
  seed: number;
}

/**
 * Reads `--kills 20 --rows 120000 --seed 7`; without a seed a new one is taken.
 *
 * @throws Error that says what is wrong with an option
 */
export function readOptions(args: string[]): KillOptions {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: 'string', default: '20' },
      rows: { type: 'string', default: '120000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  return {
    kills: wholeNumber('kills', values.kills, 1),
    rows: wholeNumber('rows', values.rows, 1_000),
    seed: wholeNumber('seed', values.seed, 0),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} takes a whole number of at least ${least}, not ${text}`);
  return value;
}
