import { percentile } from '../ingestion/percentile.ts';
import { markdownTable, median, number } from '../report/figures.ts';
import type { Way } from './changes.ts';
import type { Measured } from './measure.ts';

/** What the page says besides figures. */
export interface Setting {
  segments: number;
  /** What measured it, and on what. */
  measuredBy: string;
}

const shares = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
  ['longest', 1],
] as const;

const stages: readonly (readonly [keyof Way, string])[] = [
  ['waited', 'accepted, until its batch is begun'],
  ['landed', 'until the batch has landed'],
  ['asked', 'until the live run that sees it begins'],
  ['computed', 'until the change can be read'],
  ['total', '**accepted, until the change can be read**'],
];

/** The page of the benchmark: what it measures, and what it found at each rate. */
export function freshnessPage(measured: readonly Measured[], { segments, measuredBy }: Setting): string {
  return `# Benchmark of freshness

From the moment when the API said that it has an event to the moment when the change that it makes in a segment can be read, while
sender, API, worker and all databases share the machine. The shop is the demo shop with ${segments} live segments.

${overview(measured)}

${measured.map(details).join('\n\n')}

## How it was measured

- **Product.** A whole Cutline is started from nothing in a folder of its own, as \`npm start\` does, with its demo shop (20,000 people, two years). To the shop's own segments others are published
  until there are ${segments} that live runs keep right: purchases within windows of days and of hours, counts, sums, averages and days since, filters on products and
  parameters, page views, product views, carts, their opposites, and segments made of segments. All look at actions that are sent.
- **Events** go to \`/v1/batch\` under a source's write key, at a steady rate, in requests of up to 20, each at its time, whether or not those before it were answered. Of fifty, ten are first
  purchases of customers nobody knew, one is the second purchase of a customer who first bought while the measurement warmed up, one is of a browser that nobody knew, and one of somebody
  who signs in with such a browser, so that two profiles become one; the others are page views, product views, carts and purchases of the demo shop's people.
- **Expected changes** are those of the customers that were made up: each enters, and with the second purchase enters or leaves, segments that are known beforehand. Every one has to stand in the
  log exactly once, else the row is void. What the demo shop's people do makes changes too, which are not counted.
- **From**: the sender has read the answer 200. **To**: the run that made the change was published (\`run.finished_at\`), from when on heads of segments point to it and every reader sees it. Both are
  by the clock of one machine.
- Before each measurement events are sent at the same rate for a sixth of the time, and all of them looked at.

${measuredBy}
`;
}

function overview(measured: readonly Measured[]): string {
  const heading = ['events a second', ...shares.map(([name]) => name), 'expected changes', 'answers'];
  const rows = measured.map((each) => [
    number(each.rate),
    ...shares.map(([, share]) => seconds(each.ways, 'total', share)),
    number(each.expected),
    each.wrong === 0 ? 'right' : `**void**: ${number(each.wrong)} wrong; ${each.mistakes.join('; ')}`,
  ]);
  return markdownTable(heading, rows);
}

function details(each: Measured): string {
  const { sent, liveRuns, otherRuns, backlog, batches, merges } = each;
  const rows = stages.map(([stage, name]) => [
    name,
    ...shares.map(([, share]) => seconds(each.ways, stage, share)),
    '',
  ]);
  const table = markdownTable(['stage', ...shares.map(([name]) => name), ''], rows);
  const milliseconds = (share: number): string => `${percentile(sent.times, share).toFixed(0)} ms`;
  const live =
    liveRuns.length === 0
      ? 'no live run'
      : `${liveRuns.length} live runs, in the median ${(median(liveRuns) / 1000).toFixed(2)} s, the longest ${(Math.max(...liveRuns) / 1000).toFixed(2)} s`;
  return `## ${number(each.rate)} events a second

${table}

${number(sent.messages)} events in ${sent.seconds.toFixed(1)} s (${number(Math.round(sent.messages / sent.seconds))} a second); answers took ${milliseconds(0.5)} (p50) and ${milliseconds(0.99)} (p99). They landed in
${number(batches)} batches, and ${number(merges)} profiles became one with another; ${live}, and ${otherRuns} of other scopes. When the last was accepted, ${number(backlog.inbox)} waited in the inbox and
${number(backlog.landed)} had landed and were not looked at; ${each.after.toFixed(1)} s later everything was.`;
}

function seconds(ways: readonly Way[], stage: keyof Way, share: number): string {
  if (ways.length === 0) return '–';
  return `${(
    percentile(
      ways.map((way) => way[stage]),
      share,
    ) / 1000
  ).toFixed(2)} s`;
}
