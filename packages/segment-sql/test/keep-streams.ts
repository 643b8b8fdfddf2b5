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
  type Stream,
} from '../src/index.ts';

/** Timelines of every stream that some definitions have, as a worker keeps them from evaluation to evaluation. */
export class KeptStreams {
  readonly #client: ClickHouseClient;
  readonly #definitions: Definitions;
  /** Stream → up to which batch. */
  readonly #kept = new Map<number, { stream: Stream; known: number }>();

  constructor(client: ClickHouseClient, definitions: Definitions) {
    this.#client = client;
    this.#definitions = definitions;
  }

  /** Brings them up to an evaluation. */
  async upTo(evaluation: Evaluation, run: number): Promise<Map<string, StoredStream>> {
    const wanted = streamsOf(this.#definitions, evaluation);
    const stored = await Promise.all(
      wanted.map(async (stream, index) => {
        const number = index + 1;
        const state = { ...evaluation, stream, number };
        const before = this.#kept.get(number);
        if (!before || JSON.stringify(before.stream) !== JSON.stringify(stream)) {
          if (before) await this.#run(compileStreamDelete(state));
          // In two parts, as profiles are cut.
          await this.#run(compileStreamInsert(state, { ...wholeStream, upToProfile: 3 }));
          await this.#run(compileStreamInsert(state, { ...wholeStream, afterProfile: 3 }));
        } else {
          const afterBatch = before.known;
          // Some appends are as after one that was cut off.
          await this.#run(compileDoubts(state, run, { afterBatch, again: number % 2 === 0 }));
          await this.#run(compileStreamDelete(state, { run }));
          await this.#run(compileStreamInsert(state, { ...wholeStream, doubted: { run, are: true } }));
          await this.#run(compileStreamInsert(state, { ...wholeStream, afterBatch, doubted: { run, are: false } }));
        }
        this.#kept.set(number, { stream, known: evaluation.known });
        const [row] = await this.#rows<{ busy: number }>(compileBusy(state, evaluation.asOf));
        return { number, stream, quiet: row!.busy === 0 };
      }),
    );
    return streamsByKey(stored);
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
