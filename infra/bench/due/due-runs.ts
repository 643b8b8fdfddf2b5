import type { Definition } from '@cutline/segment-definition';
import type { MetricValues } from '@cutline/segment-sql';
import { buildTimelines, findStreams, timelinesOf, type Timelines } from '../keep-timelines.ts';
import type { Prepared } from '../contender.ts';
import type { Meter } from '../meter.ts';
import type { Mix } from '../mix/generate-mix.ts';
import { carryOut, countLooked, type Outcome, type PublishedRun, type Run } from '../run-plan.ts';
import { asOf } from '../story.ts';
import type { Clock } from './due-changes.ts';

export type DueScope = 'full' | 'due';

/** A run, and what it took. */
export interface DueRun extends Outcome {
  run: number;
  milliseconds: number;
  requests: number;
}

const firstStream = 2_000;
const runBefore = 1;
/** Whatever a run changes for good. Its scratch it takes away itself. */
const state = ['memberships', 'membership_changes', 'timelines'];

/**
 * Runs of a mix of segments after one that was published, each from the same state: what the last one wrote is put back to what it was, by links to the
 * files of the parts.
 */
export class DueRuns {
  readonly #createMeter: () => Meter;
  readonly #mix: Mix;
  readonly #timelines: Timelines;
  readonly #published: Clock;
  #values: MetricValues = new Map();
  #run = runBefore;

  constructor(createMeter: () => Meter, mix: Mix, known: number) {
    this.#createMeter = createMeter;
    this.#mix = mix;
    this.#timelines = timelinesOf(mix.definitions, known, firstStream);
    this.#published = { asOf, known };
  }

  get documents(): ReadonlyMap<string, Definition> {
    return new Map([...this.#mix.definitions].map(([id, { document }]) => [id, document]));
  }

  get streams(): number {
    return this.#timelines.states.length;
  }

  /** Builds timelines, lets a full run publish everything, and keeps what is there then. */
  async publishAll(): Promise<Prepared> {
    const meter = this.#createMeter();
    const prepared = await buildTimelines(meter, this.#timelines);
    for (const table of ['memberships', 'membership_changes']) await meter.command(`TRUNCATE TABLE ${table}`);
    const run = await this.#runOf('full', this.#published, meter);
    this.#values = (await carryOut(meter, { ...run, run: runBefore })).values;
    for (const table of state) {
      await meter.command(`OPTIMIZE TABLE ${table} FINAL`);
      await meter.command(`DROP TABLE IF EXISTS ${table}_published`);
      await meter.command(`CREATE TABLE ${table}_published AS ${table}`);
      await meter.command(`ALTER TABLE ${table}_published REPLACE PARTITION ID 'all' FROM ${table}`);
    }
    return prepared;
  }

  /** A run from what was published up to a clock. */
  async run(scope: DueScope, clock: Clock, meter = this.#createMeter()): Promise<DueRun> {
    await this.putBack();
    const run = (this.#run += 1);
    const before = meter.requests;
    const start = performance.now();
    const outcome = await carryOut(meter, { ...(await this.#runOf(scope, clock, meter)), run, earlier: this.#earlier });
    return { ...outcome, run, milliseconds: performance.now() - start, requests: meter.requests - before };
  }

  /** To how many profiles something happened up to a clock, and to how many streams batches are added. */
  async looked(clock: Clock): Promise<{ profiles: number; behind: number }> {
    const meter = this.#createMeter();
    const run = await this.#runOf('due', clock, meter);
    const numbered = { ...run, run: (this.#run += 1), earlier: this.#earlier };
    return { profiles: await countLooked(meter, numbered), behind: run.behind?.length ?? 0 };
  }

  /** Metrics that have another value than the published one. */
  moved(values: MetricValues): string[] {
    return [...values].filter(([id, value]) => this.#values.get(id) !== value).map(([id]) => id);
  }

  async putBack(): Promise<void> {
    const meter = this.#createMeter();
    for (const table of state)
      await meter.command(`ALTER TABLE ${table} REPLACE PARTITION ID 'all' FROM ${table}_published`);
  }

  get #earlier(): PublishedRun {
    return { ...this.#published, published: runBefore, values: this.#values };
  }

  async #runOf(scope: DueScope, clock: Clock, meter: Meter): Promise<Omit<Run, 'run'>> {
    const { definitions } = this.#mix;
    const found = await findStreams(meter, clock, { definitions, ...this.#timelines });
    return { definitions, ...clock, ...found, scope };
  }
}
