import type { ClickHouseClient } from '@clickhouse/client';
import { findMistake, rightAnswer } from './answer.ts';
import type { Contender, Prepared, Task } from './contender.ts';
import { createMeter, readCounters, type Meter, type ReadCounters } from './meter.ts';
import type { PeakMemory } from './peak-memory.ts';
import { asOf, asOfBefore } from './story.ts';

/** What was measured of one contender. */
export interface Measurement {
  name: string;
  way: string;
  /** One per timed round. */
  milliseconds: number[];
  /** Of one round. */
  requests: number;
  rowsRead: number;
  bytesRead: number;
  /** The greatest of all rounds. */
  peakMemory: number | undefined;
  /** What was wrong with its answer; undefined when nothing was, or when it gives none. */
  mistake: string | undefined;
  /** What it made beforehand; undefined where nothing. */
  prepared?: Prepared;
  /** Whether it gives an answer at all. */
  answers: boolean;
}

export interface RoundsOptions {
  rounds: number;
  known: number;
  memory: PeakMemory;
  log(line: string): void;
}

/**
 * Lets every contender evaluate the chain a week earlier, and then, in interleaved rounds, evaluate it now from
 * there. The first round warms up and is not counted. Answers are checked in every round, outside the time.
 */
export async function runRounds(
  client: ClickHouseClient,
  contenders: Contender[],
  options: RoundsOptions,
): Promise<Measurement[]> {
  const results = new Map(contenders.map((each) => [each, noMeasurement(each)]));
  const right = { before: await rightAnswer(client, asOfBefore), after: await rightAnswer(client, asOf) };
  for (const contender of contenders) {
    for (const query of contender.tables) await client.command({ query });
    const prepared = await contender.prepare?.(client, options.known);
    if (prepared) results.get(contender)!.prepared = prepared;
    await contender.evaluate(createMeter(client), { asOf: asOfBefore, known: options.known, run: 1, previousRun: 0 });
    for (const table of contender.state) {
      await client.command({
        query: `CREATE TABLE ${table}_week_ago ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM ${table}`,
      });
    }
  }

  for (let round = 0; round <= options.rounds; round += 1) {
    const task: Task = { asOf, known: options.known, run: 2 + round, previousRun: 1 };
    // Each round begins with another contender, so that none always follows the same one.
    const first = round % contenders.length;
    for (const each of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const result = results.get(each)!;
      await restore(client, each);
      const { requests, read, milliseconds, lines } = await timed(client, options.memory, (meter) =>
        each.evaluate(meter, task),
      );
      if (round > 0) result.milliseconds.push(milliseconds);
      result.requests = requests;
      result.rowsRead = read.rows;
      result.bytesRead = read.bytes;
      const peak = options.memory.read();
      if (peak !== undefined && round > 0) result.peakMemory = Math.max(peak, result.peakMemory ?? 0);
      if (each.stored && lines) result.mistake ??= await findMistake(client, each.stored, task.run, lines, right);
      options.log(`round ${round === 0 ? '0 (warm-up)' : round}: ${each.name}: ${milliseconds.toFixed(0)} ms`);
    }
  }
  return [...results.values()];
}

function noMeasurement({ name, way, stored }: Contender): Measurement {
  const nothing = { requests: 0, rowsRead: 0, bytesRead: 0, peakMemory: undefined, mistake: undefined };
  return { name, way, milliseconds: [], answers: stored !== undefined, ...nothing };
}

async function timed<T>(
  client: ClickHouseClient,
  memory: PeakMemory,
  work: (meter: Meter) => Promise<T>,
): Promise<{ requests: number; read: ReadCounters; milliseconds: number; lines: T }> {
  const meter = createMeter(client);
  const before = await readCounters(client);
  memory.reset();
  const start = performance.now();
  const lines = await work(meter);
  const milliseconds = performance.now() - start;
  const after = await readCounters(client);
  const read = { rows: after.rows - before.rows, bytes: after.bytes - before.bytes };
  return { requests: meter.requests, read, milliseconds, lines };
}

/** Puts a contender's tables back to where the evaluation a week earlier left them. */
async function restore(client: ClickHouseClient, contender: Contender): Promise<void> {
  for (const table of contender.state) {
    await client.command({ query: `TRUNCATE TABLE ${table}` });
    await client.command({
      query: `INSERT INTO ${table} SELECT * FROM ${table}_week_ago`,
      clickhouse_settings: { insert_deduplicate: 0 },
    });
  }
}
