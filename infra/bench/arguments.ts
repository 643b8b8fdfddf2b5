import { parseArgs } from 'node:util';

/** What one benchmark is asked to do. */
export interface BenchmarkOptions {
  events: number;
  /** Timed rounds; one more goes ahead to warm up. */
  rounds: number;
  seed: number;
}

const units: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000, b: 1_000_000_000 };

/**
 * Reads `--events 1m --rounds 5 --seed 1`.
 *
 * @throws Error that says what is wrong with an option
 */
export function readOptions(args: string[]): BenchmarkOptions {
  const { values } = parseArgs({
    args,
    options: {
      events: { type: 'string', default: '1m' },
      rounds: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [, digits, unit] = /^(\d+)([kmb]?)$/.exec(values.events) ?? [];
  const events = Number(digits) * (units[unit ?? ''] ?? NaN);
  if (!(events >= 10_000))
    throw new Error(`--events takes a number of at least 10k, e.g. 100k, 1m or 10m, not ${values.events}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 5)
    throw new Error(`--rounds takes a whole number of at least 5, not ${values.rounds}`);
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0) throw new Error(`--seed takes a whole number, not ${values.seed}`);
  return { events, rounds, seed };
}

/** A round number of events as `--events` takes it, e.g. `1m`. */
export function shortNumber(events: number): string {
  const [unit, size] = Object.entries(units).findLast(([, each]) => events % each === 0)!;
  return `${events / size}${unit}`;
}
