import { findMistake, type RightAnswer } from './answer.ts';
import type { Contender, Prepared, Task } from './contender.ts';
import { asOf, asOfBefore } from './story.ts';
import type { Store, Stores } from './stores/store.ts';

/** What was measured of one contender. */
export interface Measurement {
  name: string;
  way: string;
  /** One per timed round. */
  milliseconds: number[];
  /** Of one round. */
  requests: number;
  rowsRead: number | undefined;
  bytesRead: number | undefined;
  /** Of a round in an engine that was started for it. */
  peakMemory: number | undefined;
  /** Of the same engine just before. */
  idleMemory: number | undefined;
  /** What was wrong with its answer; undefined when nothing was, or when it gives none. */
  mistake: string | undefined;
  /** Whether its engine had not memory enough for it. Nothing more was measured then. */
  ranOutOfMemory: boolean;
  /** What it made beforehand; undefined where nothing. */
  prepared?: Prepared;
  /** Whether it gives an answer at all. */
  answers: boolean;
}

export interface RoundsOptions {
  rounds: number;
  known: number;
  /** Whether engines are started anew to see their memory and reading. */
  memory: boolean;
  right: RightAnswer;
  log(line: string): void;
}

const previousRun = 1;

/**
 * Lets every contender evaluate the chain a week earlier, and then, in interleaved rounds, evaluate it now from there. The first round warms
 * up and is not counted. Answers are checked in every round, outside the time. Memory and reading are of one more round each, in an engine
 * that was started anew for it.
 */
export async function runRounds(
  stores: Stores,
  contenders: Contender[],
  options: RoundsOptions,
): Promise<Measurement[]> {
  const entries = contenders.map((contender) => new Entry(contender, stores[contender.store]!, options));
  // The first is compared with the others: without it there is nothing to say.
  for (const [place, entry] of entries.entries()) await (place === 0 ? entry.prepare() : entry.tryToPrepare());
  const able = entries.filter(({ measurement }) => !measurement.ranOutOfMemory);
  for (let round = 0; round <= options.rounds; round += 1) {
    // Each round begins with another contender, so that none always follows the same one.
    const first = round % able.length;
    for (const entry of [...able.slice(first), ...able.slice(0, first)]) {
      const milliseconds = await entry.run(previousRun + 1 + round);
      if (round > 0) entry.measurement.milliseconds.push(milliseconds);
      const name = round === 0 ? '0 (warm-up)' : round;
      options.log(`round ${name}: ${entry.measurement.name}: ${milliseconds.toFixed(0)} ms`);
    }
  }
  if (options.memory) for (const entry of able) await entry.runAlone(previousRun + 2 + options.rounds);
  return entries.map(({ measurement }) => measurement);
}

/** A contender in its engine. */
class Entry {
  readonly measurement: Measurement;
  readonly #contender: Contender;
  readonly #store: Store;
  readonly #options: RoundsOptions;

  constructor(contender: Contender, store: Store, options: RoundsOptions) {
    this.#contender = contender;
    this.#store = store;
    this.#options = options;
    const { name, way, stored } = contender;
    const unknown = { rowsRead: undefined, bytesRead: undefined, peakMemory: undefined, idleMemory: undefined };
    this.measurement = {
      name,
      way,
      milliseconds: [],
      requests: 0,
      ...unknown,
      mistake: undefined,
      ranOutOfMemory: false,
      answers: stored !== undefined,
    };
  }

  /** Up to where the evaluation a week earlier left it, unless its engine has too little memory for that. */
  async tryToPrepare(): Promise<void> {
    try {
      await this.prepare();
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
      this.measurement.ranOutOfMemory = true;
      this.#options.log(`${this.measurement.name}: out of memory`);
    }
  }

  async prepare(): Promise<void> {
    const { known } = this.#options;
    const meter = this.#store.createMeter();
    for (const query of this.#contender.tables)
      await meter.command(query.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS'));
    for (const table of this.#contender.state) await meter.command(`TRUNCATE TABLE ${table}`);
    const prepared = await this.#contender.prepare?.(meter, known);
    if (prepared) this.measurement.prepared = prepared;
    const task: Task = { asOf: asOfBefore, known, run: previousRun, previousRun: 0 };
    await this.#contender.evaluate(meter, task);
    await this.#contender.cleanUp?.(meter, task);
    for (const table of this.#contender.state) {
      await meter.command(`DROP TABLE IF EXISTS ${table}_week_ago`);
      await meter.command(this.#store.copyOf(`${table}_week_ago`, table));
    }
  }

  /** Milliseconds of a round. */
  async run(run: number): Promise<number> {
    await this.#restore();
    const meter = this.#store.createMeter();
    const task: Task = { asOf, known: this.#options.known, run, previousRun };
    const start = performance.now();
    const lines = await this.#contender.evaluate(meter, task);
    const milliseconds = performance.now() - start;
    this.measurement.requests = meter.requests;
    await this.#contender.cleanUp?.(meter, task);
    const { stored } = this.#contender;
    if (stored && lines)
      this.measurement.mistake ??= await findMistake(
        this.#store.createMeter(),
        stored,
        run,
        lines,
        this.#options.right,
      );
    return milliseconds;
  }

  /** A round in an engine that has done nothing else. */
  async runAlone(run: number): Promise<void> {
    const { measurement } = this;
    const store = this.#store;
    await this.#restore();
    await store.restart();
    await store.createMeter().rows('SELECT 1');
    const before = await store.read();
    store.memory.reset();
    measurement.idleMemory = store.memory.read();
    const task: Task = { asOf, known: this.#options.known, run, previousRun };
    await this.#contender.evaluate(store.createMeter(), task);
    measurement.peakMemory = store.memory.read();
    const after = await store.read();
    const difference = (name: 'rows' | 'bytes'): number | undefined =>
      after[name] === undefined || before[name] === undefined ? undefined : after[name] - before[name];
    measurement.rowsRead = difference('rows');
    measurement.bytesRead = difference('bytes');
    await this.#contender.cleanUp?.(store.createMeter(), task);
    this.#options.log(
      `alone: ${measurement.name}: peak of ${((measurement.peakMemory ?? 0) / 2 ** 20).toFixed(0)} MiB`,
    );
  }

  /** Puts its tables back to where the evaluation a week earlier left them. */
  async #restore(): Promise<void> {
    const meter = this.#store.createMeter();
    for (const table of this.#contender.state) {
      await meter.command(`TRUNCATE TABLE ${table}`);
      await meter.command(`INSERT INTO ${table} SELECT * FROM ${table}_week_ago`);
    }
  }
}

/** As ClickHouse says it, and DuckDB. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /memory limit exceeded|out of memory/i.test(error.message);
}
