import type { ClickHouseClient } from '@clickhouse/client';
import type { Definitions } from '@cutline/segment-definition';
import {
  compileBusy,
  compileDoubts,
  compileStreamDelete,
  compileStreamInsert,
  streamsByKey,
  streamsOf,
  wholeStream,
  type Evaluation,
  type Statement,
  type StoredStream,
  type StreamState,
} from '../src/index.ts';

/** What a number's timelines hold. */
type Kept = Pick<StoredStream, 'stream' | 'known' | 'hasTail'>;

/** Timelines of every stream that some definitions have, as a worker keeps them from evaluation to evaluation. */
export class KeptStreams {
  readonly #client: ClickHouseClient;
  readonly #definitions: Definitions;
  readonly #kept = new Map<number, Kept>();

  constructor(client: ClickHouseClient, definitions: Definitions) {
    this.#client = client;
    this.#definitions = definitions;
  }

  /** Those that an evaluation finds before they are brought up to it, and whether numbers count for other profiles since. */
  async asKept(evaluation: Evaluation, lacksMerges = false): Promise<Map<string, StoredStream>> {
    const [first, ...others] = [...this.#kept].map(([number, { stream }]) => ({ ...evaluation, stream, number }));
    if (!first) return new Map();
    const statements = compileBusy([first, ...others], evaluation.asOf);
    const busy = await Promise.all(statements.map((each) => this.#rows<{ stream: number }>(each)));
    const quiet = (number: number): boolean => !busy.flat().some(({ stream }) => stream === number);
    return streamsByKey(
      [...this.#kept].map(([number, kept]) => ({ number, ...kept, lacksMerges, quiet: quiet(number) })),
    );
  }

  /** Brings them up to an evaluation. */
  async upTo(evaluation: Evaluation, run: number): Promise<Map<string, StoredStream>> {
    const wanted = streamsOf(this.#definitions, evaluation).map((stream, index) => ({ stream, number: index + 1 }));
    // What an earlier evaluation wanted may be wanted under another number now.
    for (const number of this.#kept.keys()) {
      if (wanted.some((each) => each.number === number)) continue;
      await this.#run(compileStreamDelete([{ ...evaluation, number }]));
      this.#kept.delete(number);
    }
    const behind: (StreamState & { before: Kept })[] = [];
    for (const { stream, number } of wanted) {
      const state = { ...evaluation, stream, number };
      const before = this.#kept.get(number);
      if (before && JSON.stringify(before.stream) === JSON.stringify(stream)) {
        behind.push({ ...state, before });
        continue;
      }
      if (before) await this.#run(compileStreamDelete([state]));
      // In two parts, as profiles are cut.
      await this.#run(compileStreamInsert([state], { ...wholeStream, upToProfile: 3 }));
      await this.#run(compileStreamInsert([state], { ...wholeStream, afterProfile: 3 }));
      this.#kept.set(number, { stream, known: evaluation.known, hasTail: false });
    }
    // Some appends are as after one that was cut off.
    const groups = Map.groupBy(behind, ({ number, before }) => `${before.known} ${number % 2}`);
    for (const [first, ...others] of groups.values()) {
      const states: [StreamState, ...StreamState[]] = [first!, ...others];
      const afterBatch = first!.before.known;
      await this.#run(compileDoubts(states, run, { afterBatch, again: first!.number % 2 === 0 }));
      await this.#run(compileStreamDelete(states, { run }));
      await this.#run(compileStreamInsert(states, { ...wholeStream, doubted: { run, are: true } }));
      await this.#run(compileStreamInsert(states, { ...wholeStream, afterBatch, doubted: { run, are: false } }));
      for (const { number, stream } of states)
        this.#kept.set(number, { stream, known: evaluation.known, hasTail: true });
    }
    return this.asKept(evaluation);
  }

  async #run({ sql, params }: Statement): Promise<void> {
    await this.#client.command({
      query: sql,
      query_params: params,
      clickhouse_settings: { lightweight_delete_mode: 'lightweight_update', lightweight_deletes_sync: '2' },
    });
  }

  async #rows<Row>({ sql, params }: Statement): Promise<Row[]> {
    const result = await this.#client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
    return result.json<Row>();
  }
}
