import { parseArgs } from 'node:util';

export interface IngestionOptions {
  /** Messages that each contender gets in a round. */
  messages: number;
  rounds: number;
  /** Messages whose way into a preview is timed. */
  samples: number;
}

/**
 * Reads `--messages 50000 --rounds 5 --samples 200`.
 *
 * @throws Error that says what is wrong with an option
 */
export function readOptions(args: string[]): IngestionOptions {
  const { values } = parseArgs({
    args,
    options: {
      messages: { type: 'string', default: '50000' },
      rounds: { type: 'string', default: '5' },
      samples: { type: 'string', default: '200' },
    },
  });
  const whole = (name: 'messages' | 'rounds' | 'samples', least: number): number => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < least)
      throw new Error(`--${name} takes a whole number of at least ${least}, not ${values[name]}`);
    return value;
  };
  return { messages: whole('messages', 1_000), rounds: whole('rounds', 3), samples: whole('samples', 20) };
}
