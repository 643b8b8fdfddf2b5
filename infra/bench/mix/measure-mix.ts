import type { Definition } from '@cutline/segment-definition';
import { digestColumns, digestOf, isSame, type Digest, type DigestRow } from '../digest.ts';
import { storedMembers } from '../cutline.ts';
import { buildTimelines, readStreams, timelinesOf, type Timelines } from '../keep-timelines.ts';
import type { Meter } from '../meter.ts';
import { randomOf, sample } from '../random.ts';
import { dropScratch, runPlan } from '../run-plan.ts';
import type { Store } from '../stores/store.ts';
import { asOf, asOfBefore, workspace } from '../story.ts';
import { checkByHand } from './check-by-hand.ts';
import { closure } from './closure.ts';
import { generateMix, type Mix } from './generate-mix.ts';

/** What was measured of one mix. */
export interface MixMeasurement {
  segments: number;
  leaves: number;
  /** Kept as timelines, and how many metrics there are. */
  streams: number;
  metrics: number;
  /** One per round. */
  together: number[];
  /** Of each round the sum of what each takes alone; where only some were run, times what they are of all. */
  alone: number[];
  /** How many were run alone. */
  sampled: number;
  requests: number;
  bytesRead: number | undefined;
  peakMemory: number | undefined;
  prepared: { milliseconds: number; bytes: number };
  /** What was wrong with an answer. */
  mistake: string | undefined;
}

export interface MixOptions {
  segments: number;
  seed: number;
  rounds: number;
  known: number;
  /** More than these are not run alone. */
  aloneAtMost: number;
  /** So many are checked against queries by hand. */
  checked: number;
  log(line: string): void;
}

const firstStream = 1_000;
const runBefore = 1;

/**
 * Runs a mix of segments all in one run, and each alone, in turns. Before each run stands what a run of a week earlier published. The first
 * round warms up, and checks: members by either way are the same, and those of some segments what a query by hand says.
 */
export async function measureMix(store: Store, options: MixOptions): Promise<MixMeasurement> {
  const { segments, seed, rounds, known, log } = options;
  const mix = generateMix(segments, seed);
  const documents = new Map([...mix.definitions].map(([id, { document }]) => [id, document]));
  const timelines = timelinesOf(mix.definitions, known, firstStream);
  const prepared = await buildTimelines(store.createMeter(), timelines);
  const shop = new MixRuns(store, mix, documents, timelines, known);
  await shop.publishWeekAgo();

  const random = randomOf(seed + 7);
  const single = sample(mix.segments, options.aloneAtMost, random);
  const result: MixMeasurement = {
    segments,
    leaves: mix.leaves,
    streams: timelines.states.length,
    metrics: [...documents.values()].filter(({ kind }) => kind === 'metric').length,
    together: [],
    alone: [],
    sampled: single.length,
    requests: 0,
    bytesRead: undefined,
    peakMemory: undefined,
    prepared,
    mistake: undefined,
  };
  let run = runBefore;
  for (let round = 0; round <= rounds; round += 1) {
    const together = await shop.run(mix.segments, (run += 1));
    result.requests = together.requests;
    const digests = round === 0 ? await shop.digests(single, run) : undefined;
    if (digests) result.mistake ??= await shop.checkByHand(sample(single, options.checked, random), run);
    let sum = 0;
    for (const segment of single) {
      const alone = await shop.run([segment], (run += 1));
      sum += alone.milliseconds;
      const digest = digests && (await shop.digests([segment], run)).get(segment)!;
      if (digest && !isSame(digest, digests.get(segment)!))
        result.mistake ??= `${documents.get(segment)!.name}: other members alone than together`;
    }
    const estimated = (sum * segments) / single.length;
    if (round > 0) {
      result.together.push(together.milliseconds);
      result.alone.push(estimated);
    }
    const figures = `together ${together.milliseconds.toFixed(0)} ms, alone ${estimated.toFixed(0)} ms`;
    log(`round ${round === 0 ? '0 (warm-up)' : round}: ${segments} segments: ${figures}`);
  }
  await store.restart();
  const before = await store.read();
  store.memory.reset();
  await shop.run(mix.segments, run + 1);
  result.peakMemory = store.memory.read();
  const after = await store.read();
  result.bytesRead = after.bytes === undefined ? undefined : after.bytes - before.bytes!;
  return result;
}

/** Runs of some segments of a mix. */
class MixRuns {
  readonly #store: Store;
  readonly #mix: Mix;
  readonly #documents: ReadonlyMap<string, Definition>;
  readonly #timelines: Timelines;
  readonly #known: number;

  constructor(store: Store, mix: Mix, documents: ReadonlyMap<string, Definition>, timelines: Timelines, known: number) {
    this.#store = store;
    this.#mix = mix;
    this.#documents = documents;
    this.#timelines = timelines;
    this.#known = known;
  }

  async publishWeekAgo(): Promise<void> {
    const meter = this.#store.createMeter();
    await meter.command('TRUNCATE TABLE memberships');
    await meter.command('TRUNCATE TABLE membership_changes');
    await this.#evaluate(meter, this.#mix.segments, asOfBefore, runBefore);
    await dropScratch(meter, runBefore);
    await meter.command('DROP TABLE IF EXISTS mix_week_ago');
    await meter.command(this.#store.copyOf('mix_week_ago', 'memberships'));
  }

  /** A run of some segments and of what they refer to, against what was published a week ago. */
  async run(segments: string[], run: number): Promise<{ milliseconds: number; requests: number }> {
    const meter = this.#store.createMeter();
    const needed = [...closure(segments, this.#documents)];
    await meter.command('TRUNCATE TABLE memberships');
    await meter.command('TRUNCATE TABLE membership_changes');
    // The base's own rows are nobody's definition.
    await meter.command(
      'INSERT INTO memberships SELECT * FROM mix_week_ago WHERE segment IN {needed:Array(UUID)} OR segment NOT IN {all:Array(UUID)}',
      { needed, all: this.#mix.segments },
    );
    const timed = this.#store.createMeter();
    const start = performance.now();
    await this.#evaluate(timed, segments, asOf, run);
    const milliseconds = performance.now() - start;
    await dropScratch(meter, run);
    return { milliseconds, requests: timed.requests };
  }

  async digests(segments: string[], run: number): Promise<Map<string, Digest>> {
    const meter = this.#store.createMeter();
    const found = new Map<string, Digest>();
    for (const segment of segments) {
      const query = `SELECT ${digestColumns} FROM (${storedMembers})`;
      const [row] = await meter.rows<DigestRow>(query, { workspace, segment, run });
      found.set(segment, digestOf(row));
    }
    return found;
  }

  checkByHand(segments: string[], run: number): Promise<string | undefined> {
    const clock = { asOf, known: this.#known, run };
    return checkByHand(this.#store.createMeter(), segments, this.#documents, clock);
  }

  async #evaluate(meter: Meter, segments: string[], at: number, run: number): Promise<void> {
    const ids = closure(segments, this.#documents);
    const definitions = new Map([...this.#mix.definitions].filter(([id]) => ids.has(id)));
    const streams = await readStreams(meter, at, { definitions, ...this.#timelines });
    await runPlan(meter, { definitions, asOf: at, known: this.#known, run, streams });
  }
}
