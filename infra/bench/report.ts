import { shortNumber, type BenchmarkOptions } from './arguments.ts';
import type { GeneratedShop } from './generate-events.ts';
import type { Measurement } from './run-rounds.ts';

/** Where a benchmark ran. */
export interface Machine {
  cpu: string;
  cores: number;
  /** Bytes. */
  memory: number;
  system: string;
  /** Processes that wanted a core before the benchmark began, on average. */
  load: number;
  node: string;
  clickhouse: string;
  /** UTC date. */
  date: string;
}

/** The table, one row for each contender. */
export function table(measurements: Measurement[]): string {
  const heading = ['', 'median', 'spread', 'requests', 'rows read', 'bytes read', 'peak memory', 'answers'];
  const rows = measurements.map(
    ({ name, milliseconds, requests, rowsRead, bytesRead, peakMemory, mistake, answers }) => {
      const sorted = milliseconds.toSorted((one, other) => one - other);
      const checked = !answers ? '–' : mistake === undefined ? 'right' : `**void**: ${mistake}`;
      const time = [`${median(sorted).toFixed(0)} ms`, `${sorted[0]!.toFixed(0)}–${sorted.at(-1)!.toFixed(0)} ms`];
      const read = [String(requests), rowsRead.toLocaleString('en'), mebibytes(bytesRead)];
      return [
        name,
        ...(mistake === undefined ? time : ['–', '–']),
        ...read,
        peakMemory === undefined ? '–' : mebibytes(peakMemory),
        checked,
      ];
    },
  );
  const widths = heading.map((_, column) => Math.max(...[heading, ...rows].map((row) => row[column]!.length)));
  const right = (column: number): boolean => column > 0 && column < heading.length - 1;
  const line = (row: string[]): string =>
    `| ${row.map((cell, column) => (right(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (right(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(heading), rule, ...rows.map(line)].join('\n');
}

/** The page `docs/benchmark.md`. */
export function page(
  options: BenchmarkOptions,
  shop: GeneratedShop,
  machine: Machine,
  measurements: Measurement[],
): string {
  const number = (value: number): string => value.toLocaleString('en');
  return `# Benchmark

The heavy-buyers chain: two windows of a year, two quantiles, two segments (who bought a lot the year before last; who of them
bought little last year). Each contender starts from the memberships of a week earlier, and finds both lines, stores the
members of both segments, and logs who entered and who left. Time is from the first request to the last answer.

${table(measurements)}

Median and spread are of ${options.rounds} rounds, interleaved, after one that warms up. Every round's lines, members and changes are compared
with an answer computed outside the database from plain counts; a wrong one voids the row. Rows and bytes are what
ClickHouse reports as read in one round. Peak memory is the whole ClickHouse process, caches included.

${prepared(measurements)}## The contenders

${measurements.map(({ name, way }) => `- **${name}.** ${way}`).join('\n')}

## How it was measured

\`\`\`
npm run bench -- --events ${shortNumber(options.events)} --rounds ${options.rounds} --seed ${options.seed}
\`\`\`

- ${number(shop.events)} events of ${number(shop.profiles)} profiles over 730 days, ${number(shop.purchases)} of them purchases; a few profiles make most
  events, visits come in bursts and on sale days, people stop coming. The same seed gives the same events.
- ${machine.cpu}, ${machine.cores} cores, ${(machine.memory / 2 ** 30).toFixed(0)} GiB of memory, load ${machine.load.toFixed(1)} before the start; ${machine.system}.
- ClickHouse ${machine.clickhouse} (chDB behind this project's HTTP front), Node ${machine.node}; ${machine.date}.
- Parts are merged before the first round, and data is in the page cache. What the worker notes in PostgreSQL and
  Temporal is not in the time.
`;
}

/** What contenders made beforehand, in a sentence each. */
function prepared(measurements: Measurement[]): string {
  const made = measurements.flatMap(({ name, prepared }) =>
    prepared
      ? [
          `${name} made its timelines of these events beforehand: ${(prepared.milliseconds / 1000).toFixed(1)} s, ${mebibytes(prepared.bytes)} on disk.`,
        ]
      : [],
  );
  return made.map((sentence) => `${sentence}\n\n`).join('');
}

function median(sorted: number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(bytes < 100 * 2 ** 20 ? 1 : 0)} MiB`;
}
