import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

export interface FreshnessOptions {
  /** Events a second, one measurement after another. */
  rates: number[];
  /** How long each of them is. */
  seconds: number;
  /** Live segments. */
  segments: number;
  /** The file that is written. */
  page: string;
}

const docs = fileURLToPath(new URL('../../../docs/benchmark-freshness.md', import.meta.url));

/**
 * Reads `--rate 100,1000 --seconds 60 --segments 20 --page docs/benchmark-freshness.md`.
 *
 * @throws Error that says what is wrong with an option
 */
export function readFreshnessOptions(args: string[]): FreshnessOptions {
  const { values } = parseArgs({
    args,
    options: {
      rate: { type: 'string', default: '100,1000' },
      seconds: { type: 'string', default: '60' },
      segments: { type: 'string', default: '20' },
      page: { type: 'string', default: docs },
    },
  });
  const whole = (name: string, text: string, least: number): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least)
      throw new Error(`--${name} takes a whole number of at least ${least}, not ${text}`);
    return value;
  };
  return {
    rates: values.rate.split(',').map((text) => whole('rate', text, 10)),
    seconds: whole('seconds', values.seconds, 5),
    segments: whole('segments', values.segments, 3),
    page: values.page,
  };
}
