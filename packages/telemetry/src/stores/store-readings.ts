import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@cutline/postgres';
import { Counter, Gauge } from 'prom-client';
import { registry } from '../metrics/registry.ts';

/** One look into PostgreSQL, which sets the metrics that it is of. */
export interface StoreReading {
  /** Of few words; stands in metrics. */
  name: string;
  /** Reads, and sets; must not leave its metrics half set where it throws. */
  read(tx: Transaction): Promise<void>;
  /** Takes away what the last look set, so that nobody takes it for new. */
  forget(): void;
}

/** Looks are not repeated within so many milliseconds, … */
const shortest = 5_000;
/** … nor within so many times what the last one took: a look may take a twentieth of a connection's time. */
const rest = 20;
/** Milliseconds after which PostgreSQL ends a look. */
const longest = 5_000;

const took = new Gauge({
  name: 'cutline_store_reading_seconds',
  help: 'Time that the last look into PostgreSQL for metrics took',
  labelNames: ['reading'],
  registers: [registry],
});
const failed = new Counter({
  name: 'cutline_store_reading_failures_total',
  help: 'Looks into PostgreSQL for metrics that failed; what they are of is absent meanwhile',
  labelNames: ['reading'],
  registers: [registry],
});

/** Looks into PostgreSQL when somebody asks, one after another, and not too often. */
export class StoreReadings {
  readonly #database: Database;
  readonly #readings: readonly StoreReading[];
  readonly #due = new Map<string, number>();
  #underWay: Promise<void> | undefined;

  /** `database` is this one's own, and is closed with it: a scrape takes no connection from others. */
  constructor(database: Database, readings: readonly StoreReading[]) {
    this.#database = database;
    this.#readings = readings;
    for (const { name } of readings) failed.inc({ reading: name }, 0);
  }

  /** Brings metrics up to date where that is due. Never throws. */
  refresh(): Promise<void> {
    this.#underWay ??= this.#look().finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  async close(): Promise<void> {
    await this.#underWay;
    await this.#database.$client.end();
  }

  async #look(): Promise<void> {
    for (const reading of this.#readings) {
      const { name } = reading;
      const start = performance.now();
      if (start < (this.#due.get(name) ?? 0)) continue;
      try {
        await this.#database.transaction(
          async (tx) => {
            await tx.execute(sql.raw(`SET LOCAL statement_timeout = ${longest}`));
            await reading.read(tx);
          },
          { accessMode: 'read only' },
        );
      } catch {
        reading.forget();
        failed.inc({ reading: name });
      }
      const duration = performance.now() - start;
      took.set({ reading: name }, duration / 1_000);
      this.#due.set(name, start + Math.max(shortest, duration * rest));
    }
  }
}
