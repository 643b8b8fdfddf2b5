/**
 * `npm run bench -- limits [--events 1m] [--rounds 5] [--seed 1] [--limit 5]`: the heavy-buyers chain of one workspace, alone and beside another workspace's work that
 * is beyond its limits; what stops that work and what is said of it. Both go through the worker's queue. Prints a table; fails where work is not stopped, or the chain
 * is delayed by more than a tenth.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadsOf } from '@cutline/clickhouse';
import { activityFailure } from '@cutline/worker/activity-failures';
import { FairStatements, limitsFrom, queueSettingsFrom } from '@cutline/worker/fair-queue';
import { generateShop } from '../generate-events.ts';
import { buildTimelines, readStreams, timelinesOf } from '../keep-timelines.ts';
import { countRequests } from '../meter.ts';
import { dropScratch, runPlan } from '../run-plan.ts';
import { openClickHouse } from '../stores/clickhouse-store.ts';
import { asOf, definitions } from '../story.ts';
import { readLimitsOptions } from './arguments.ts';
import { keepSending } from './beside.ts';
import { heavyWork, heavyWorkspace } from './heavy.ts';

const mostDelay = 0.1;
const options = readLimitsOptions(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
const store = await openClickHouse(folder);
const clean = async (): Promise<void> => {
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void clean().then(() => process.exit(1)));

try {
  const { client } = store;
  console.log(`Generating ${options.events.toLocaleString('en')} events with seed ${options.seed}, twice …`);
  const { known } = await generateShop(client, options.events, options.seed);
  for (const table of ['events', 'identifiers'])
    await client.command({
      query: `INSERT INTO ${table} SELECT * REPLACE (toUInt32({workspace:UInt32}) AS workspace) FROM ${table}`,
      query_params: { workspace: heavyWorkspace },
      clickhouse_settings: { max_partitions_per_insert_block: '0' },
    });

  const limits = limitsFrom({});
  const heavyLimits = { ...limits, statementSeconds: options.limit };
  const statements = new FairStatements({ ...queueSettingsFrom({}), threads: await threadsOf(client) });
  const meter = countRequests(async <Row>(query: string, query_params: object, reads: boolean) =>
    statements.fairly({ workspace: 'story', limits, of: 'run', sql: query }, async (settings) => {
      const clickhouse_settings = { ...settings, insert_deduplicate: 0 as const };
      const request = { query, query_params: { ...query_params }, clickhouse_settings };
      if (reads) return (await client.query({ ...request, format: 'JSONEachRow' })).json<Row>();
      await client.command(request);
      return [];
    }),
  );
  const timelines = timelinesOf(definitions, known, 1);
  await buildTimelines(meter, timelines);
  let run = 1;
  const chain = async (): Promise<number> => {
    const start = performance.now();
    const streams = await readStreams(meter, asOf, { definitions, ...timelines });
    await runPlan(meter, { definitions, asOf, known, run: (run += 1), streams });
    const milliseconds = performance.now() - start;
    await dropScratch(meter, run);
    return milliseconds;
  };
  await chain();

  console.log('| Beside | Alone, ms | Beside, ms | Delay | Stopped |\n| --- | ---: | ---: | ---: | --- |');
  for (const heavy of heavyWork(known, 1_000_000)) {
    // Seen once, alone: what stops it.
    const error = await statements
      .fairly({ workspace: 'heavy', limits: heavyLimits, of: 'run', sql: heavy.query }, async (clickhouse_settings) => {
        await client.command({ query: heavy.query, query_params: heavy.query_params, clickhouse_settings });
      })
      .catch((thrown: unknown) => activityFailure(thrown, 1));
    const said = error instanceof Error ? error.message : undefined;
    const alone: number[] = [];
    const beside: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      alone.push(await chain());
      const underWay = keepSending(client, statements, heavy, heavyLimits);
      await underWay.begun;
      beside.push(await chain());
      await underWay.stop();
    }
    const delay = median(beside) / median(alone) - 1;
    const figures = [shown(alone), shown(beside), `${(delay * 100).toFixed(0)} %`, said ?? 'NOT STOPPED'];
    console.log(`| ${heavy.name} | ${figures.join(' | ')} |`);
    if (said === undefined || delay > mostDelay) process.exitCode = 1;
  }
} finally {
  await clean();
}

function median(times: number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)]!;
}

/** Median, and from least to most. */
function shown(times: number[]): string {
  return `${median(times).toFixed(0)} (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)})`;
}
