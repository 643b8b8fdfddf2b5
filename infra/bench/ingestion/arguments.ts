import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export interface IngestionOptions {
  /** Messages that each contender gets in a round. */
  messages: number;
  rounds: number;
  /** Messages whose way into a preview is timed. */
  samples: number;
  /** Streams of which timelines are kept; 0 where that is not what is measured. */
  streams: number;
  /** The file that is written. */
  page: string;
}

const docs = fileURLToPath(new URL('../../../docs/benchmark-ingestion.md', import.meta.url));

/**
 * Reads `--messages 50000 --rounds 5 --samples 200 --streams 0 --page docs/benchmark-ingestion.md`.
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
      streams: { type: 'string', default: '0' },
      page: { type: 'string', default: docs },
    },
  });
  const whole = (name: 'messages' | 'rounds' | 'samples' | 'streams', least: number): number => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < least)
      throw new Error(`--${name} takes a whole number of at least ${least}, not ${values[name]}`);
    return value;
  };
  return {
    messages: whole('messages', 1_000),
    rounds: whole('rounds', 3),
    samples: whole('samples', 20),
    streams: whole('streams', 0),
    page: values.page,
  };
}
