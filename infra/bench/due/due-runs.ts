import { referencesOf, type Definition } from '@cutline/segment-definition';
import { drifts, streamsByKey, type MetricValues } from '@cutline/segment-sql';
import { buildTimelines, findStreams, timelinesOf, type Timelines } from '../keep-timelines.ts';
import type { Prepared } from '../contender.ts';
import type { Meter } from '../meter.ts';
import type { Mix } from '../mix/generate-mix.ts';
import {
  carryOut,
  carryOutLive,
  countLooked,
  dropScratch,
  type Outcome,
  type PublishedRun,
  type Run,
} from '../run-plan.ts';
import { asOf, timeZone } from '../story.ts';
import type { Clock } from './due-changes.ts';

export type DueScope = 'full' | 'due' | 'live';

/** A run, and what it took. Live runs find no values, and make nothing whole. */
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
  #lines: Outcome['lines'] = new Map();
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
    const { values, lines } = await carryOut(meter, { ...run, run: runBefore });
    await dropScratch(meter, runBefore);
    this.#values = values;
    this.#lines = lines;
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
    const outcome =
      scope === 'live'
        ? await this.#live(run, clock, meter)
        : await carryOut(meter, { ...(await this.#runOf(scope, clock, meter)), run, earlier: this.#earlier });
    const found = { ...outcome, run, milliseconds: performance.now() - start, requests: meter.requests - before };
    await dropScratch(meter, run);
    return found;
  }

  /** What a live run reads of streams is what they are: nothing is added first. */
  async #live(run: number, clock: Clock, meter: Meter): Promise<Outcome> {
    const { definitions } = this.#mix;
    const { streams } = await findStreams(meter, clock, { definitions, ...this.#timelines });
    const found = { definitions, ...clock, streams: streamsByKey(streams), run, earlier: this.#earlier };
    await carryOutLive(meter, found, this.#lines);
    return { values: new Map(), segments: [], whole: new Set(), lines: this.#lines };
  }

  /**
   * Segments that a live run has to leave as a full one does, which found these values: those that rank nobody, that time alone does not change, and that are compared
   * with metrics that are what they were: themselves, and what they refer to.
   */
  comparable(values: MetricValues, clock: Clock): string[] {
    const { documents } = this;
    const moved = new Set(this.moved(values));
    const evaluation = { ...clock, timeZone, hasRates: false };
    const isComparable = (id: string): boolean => {
      const document = documents.get(id)!;
      if (document.kind === 'metric') return !moved.has(id);
      if (document.kind !== 'segment') return true;
      return (
        document.refine === undefined &&
        !drifts(id, documents, evaluation, this.#published) &&
        referencesOf(document).every((each) => isComparable(each.id))
      );
    };
    return this.#mix.segments.filter(isComparable);
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

  async #runOf(scope: 'full' | 'due', clock: Clock, meter: Meter): Promise<Omit<Run, 'run'>> {
    const { definitions } = this.#mix;
    const { streams, behind } = await findStreams(meter, clock, { definitions, ...this.#timelines });
    // When they are read, what they lack was added.
    const added = streams.map((each) =>
      each.known < clock.known ? { ...each, known: clock.known, hasTail: true } : each,
    );
    return { definitions, ...clock, streams: streamsByKey(added), behind, scope };
  }
}
