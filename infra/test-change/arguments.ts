import { parseArgs } from 'node:util';
import type { Scope } from './script.ts';

export interface ChangeOptions {
  scripts: number;
  /** Of the first script; the next one has the next. */
  seed: number;
  /** Scripts that are played side by side. */
  lanes: number;
  scopes: Scope[];
  /** Whether processes are killed, instead of statements failing. */
  kill: boolean;
  /** How long a script that failed may be made smaller, in seconds. */
  reduce: number;
}

const scopes: readonly Scope[] = ['full', 'due', 'live'];

/**
 * Reads `--scripts 100 --seed 1 --lanes 4 --scopes full,due --kill --reduce 300`; without a seed a new one is taken.
 *
 * @throws Error that says what is wrong with an option
 */
export function readOptions(args: string[]): ChangeOptions {
  const { values } = parseArgs({
    args,
    options: {
      scripts: { type: 'string', default: '100' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      lanes: { type: 'string', default: '4' },
      scopes: { type: 'string', default: 'full' },
      kill: { type: 'boolean', default: false },
      reduce: { type: 'string', default: '300' },
    },
  });
  const asked = values.scopes.split(',');
  const chosen = scopes.filter((scope) => asked.includes(scope));
  if (chosen.length !== asked.length || !chosen.some((scope) => scope !== 'live'))
    throw new Error(`--scopes takes some of full, due and live, with full or due among them, not ${values.scopes}`);
  return {
    scripts: wholeNumber('scripts', values.scripts, 1),
    seed: wholeNumber('seed', values.seed, 0),
    lanes: wholeNumber('lanes', values.lanes, 1),
    scopes: chosen,
    kill: values.kill,
    reduce: wholeNumber('reduce', values.reduce, 0),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} takes a whole number of at least ${least}, not ${text}`);
  return value;
}
