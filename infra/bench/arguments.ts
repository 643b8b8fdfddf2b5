import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const sectionNames = ['chain', 'mix', 'diff', 'refresh', 'slide'] as const;
export type SectionName = (typeof sectionNames)[number];

/** What one benchmark is asked to do. */
export interface BenchmarkOptions {
  events: number;
  /** Timed rounds; one more goes ahead to warm up. */
  rounds: number;
  seed: number;
  sections: SectionName[];
  /** Numbers of segments of the mixes. */
  segments: number[];
  /** The folder that keeps the data, or undefined where it is generated for once. */
  data: string | undefined;
  /** The file that the sections are written to. */
  page: string;
  /** Only compares the chain's ratio with the recorded one, or records it. */
  check: boolean;
  record: boolean;
}

const units: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000, b: 1_000_000_000 };
/** Of more events a mix is not run unless it is named: its timelines alone take an hour. */
const mixAtMost = 200_000_000;
const ofMix: readonly SectionName[] = ['mix', 'refresh', 'slide'];

/**
 * Reads `--events 1m --rounds 5 --seed 1 --only chain,mix,diff,refresh,slide --segments 1,10,100,1000 --data folder --page docs/benchmark.md`, and `--check [--record]`.
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
      only: { type: 'string' },
      segments: { type: 'string', default: '1,10,100,1000' },
      data: { type: 'string' },
      page: { type: 'string', default: join(import.meta.dirname, '../../docs/benchmark.md') },
      check: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  const [, digits, unit] = /^(\d+)([kmb]?)$/.exec(values.events) ?? [];
  const events = Number(digits) * (units[unit ?? ''] ?? NaN);
  if (!(events >= 10_000))
    throw new Error(`--events takes a number of at least 10k, e.g. 100k, 1m or 10m, not ${values.events}`);
  const rounds = wholeNumber('rounds', values.rounds, 5);
  const seed = wholeNumber('seed', values.seed, 0);
  const sections =
    values.only?.split(',') ?? sectionNames.filter((name) => !ofMix.includes(name) || events <= mixAtMost);
  const unknown = sections.find((each) => !sectionNames.some((name) => name === each));
  if (unknown !== undefined) throw new Error(`--only takes some of ${sectionNames.join(', ')}, not ${unknown}`);
  const segments = values.segments.split(',').map((each) => wholeNumber('segments', each, 1));
  const { data, page, check, record } = values;
  return { events, rounds, seed, sections: sections as SectionName[], segments, data, page, check, record };
}

function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`--${option} takes a whole number of at least ${least}, not ${value}`);
  return number;
}

/** A round number of events as `--events` takes it, e.g. `1m`. */
export function shortNumber(events: number): string {
  const [unit, size] = Object.entries(units).findLast(([, each]) => events % each === 0)!;
  return `${events / size}${unit}`;
}
