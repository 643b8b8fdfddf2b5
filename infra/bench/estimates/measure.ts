import type { ClickHouseClient } from '@clickhouse/client';
import { bindThresholds, type EstimatedStatement, type MetricOfStepRow, type Work } from '@cutline/segment-sql';
import { readCounters } from './read-counters.ts';

/** Carries statements of a run out, one after another, and says what each did. Nobody else may use the ClickHouse. */
export class Measurer {
  readonly #client: ClickHouseClient;
  readonly #values = new Map<string, string | null>();
  /** What asking for the counters reads itself. */
  #own: Pick<Work, 'rows' | 'bytes'> | null = null;

  constructor(client: ClickHouseClient) {
    this.#client = client;
  }

  async run({ statement }: EstimatedStatement): Promise<Work> {
    this.#own ??= await this.#counted(async () => {});
    let seconds = 0;
    const read = await this.#counted(async () => {
      const begun = performance.now();
      await this.#send(statement);
      seconds = (performance.now() - begun) / 1_000;
    });
    return { rows: read.rows - this.#own.rows, bytes: read.bytes - this.#own.bytes, seconds };
  }

  async #counted(work: () => Promise<void>): Promise<Pick<Work, 'rows' | 'bytes'>> {
    const before = await readCounters(this.#client);
    await work();
    const after = await readCounters(this.#client);
    return { rows: after.rows - before.rows, bytes: after.bytes - before.bytes };
  }

  async #send(statement: EstimatedStatement['statement']): Promise<void> {
    const bound = bindThresholds(statement, this.#values);
    // Each run asks about another moment, so that nothing of the one before is remembered.
    const clickhouse_settings = { use_query_condition_cache: 0, insert_deduplicate: 0 } as const;
    if (statement.sql.startsWith('INSERT')) {
      await this.#client.command({ ...bound, clickhouse_settings });
      return;
    }
    const result = await this.#client.query({ ...bound, clickhouse_settings, format: 'JSONEachRow' });
    for (const { metric, value } of await result.json<Partial<MetricOfStepRow>>())
      if (metric !== undefined) this.#values.set(metric, value ?? null);
  }
}
