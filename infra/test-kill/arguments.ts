import { parseArgs } from 'node:util';

const scenarios = ['imports', 'events', 'timelines'] as const;
type Scenario = (typeof scenarios)[number];

export interface KillOptions {
  scenario: Scenario;
  kills: number;
  /** Rows over all files that are imported, or that have landed before timelines are made of them. */
  rows: number;
  /** Messages over all clients that send. */
  events: number;
  clients: number;
  seed: number;
}

/**
 * Reads `--scenario events --kills 30 --events 200000 --clients 8 --seed 7`; without a seed a new one is taken.
 *
 * @throws Error that says what is wrong with an option
 */
export function readOptions(args: string[]): KillOptions {
  const { values } = parseArgs({
    args,
    options: {
      scenario: { type: 'string', default: 'imports' },
      kills: { type: 'string', default: '20' },
      rows: { type: 'string', default: '120000' },
      events: { type: 'string', default: '200000' },
      clients: { type: 'string', default: '8' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  const scenario = scenarios.find((each) => each === values.scenario);
  if (!scenario) throw new Error(`--scenario takes ${scenarios.join(', ')}, not ${values.scenario}`);
  return {
    scenario,
    kills: wholeNumber('kills', values.kills, 1),
    rows: wholeNumber('rows', values.rows, 1_000),
    events: wholeNumber('events', values.events, 1_000),
    clients: wholeNumber('clients', values.clients, 1),
    seed: wholeNumber('seed', values.seed, 0),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} takes a whole number of at least ${least}, not ${text}`);
  return value;
}
