import { parseArgs } from 'node:util';
import { readOptions } from '../arguments.ts';

export interface LimitsOptions {
  events: number;
  rounds: number;
  seed: number;
  /** Seconds after which the heavy definitions' statements are stopped. */
  limit: number;
}

/**
 * Reads `--events 1m --rounds 5 --seed 1 --limit 5`.
 *
 * @throws Error that says what is wrong with an option
 */
export function readLimitsOptions(args: string[]): LimitsOptions {
  const options = {
    events: { type: 'string' as const, default: '1m' },
    rounds: { type: 'string' as const, default: '5' },
    seed: { type: 'string' as const, default: '1' },
    limit: { type: 'string' as const, default: '5' },
  };
  const { values } = parseArgs({ args, options });
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new Error(`--limit takes a whole number of seconds, not ${values.limit}`);
  const { events, rounds, seed } = readOptions(
    ['events', 'rounds', 'seed'].map((name) => `--${name}=${values[name as 'events']}`),
  );
  return { events, rounds, seed, limit };
}
