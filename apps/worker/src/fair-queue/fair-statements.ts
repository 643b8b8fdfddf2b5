import type { ClickHouseSettings } from '@clickhouse/client';
import { FairQueue } from './fair-queue.ts';
import type { Limits } from './limits.ts';
import { statementSettings, type Pace } from './statement-settings.ts';
import { StatementTimes } from './statement-times.ts';

/** A statement that wants a turn. */
export interface FairStatement {
  /** The workspace's id. */
  workspace: string;
  limits: Limits;
  /** `live` is for what is short and waited for; the rest is of runs. */
  of: 'live' | 'run';
  /** The text: by it is known how long the statement took before. */
  sql: string;
  /** Takes it out of the queue. What has begun goes on. */
  signal?: AbortSignal;
}

/**
 * Statements of a worker, each in its turn, within its workspace's limits, and with settings by which it delays others little: what is known to be short goes ahead of
 * what nobody has seen yet, and that of what took long before.
 */
export class FairStatements {
  readonly #queue: FairQueue;
  readonly #times = new StatementTimes();
  readonly #longAfter: number;

  /**
   * @param slots statements at once
   * @param longAfter seconds from which on a statement counts as long the next time
   */
  constructor({ slots, longAfter }: { slots: number; longAfter: number }) {
    this.#queue = new FairQueue(slots);
    this.#longAfter = longAfter;
  }

  /**
   * Does `work` in its turn, which is to send the statement with the settings that it is given.
   *
   * @throws what `work` throws; the signal's reason when it is aborted before the turn begins
   */
  async fairly<T>(statement: FairStatement, work: (settings: ClickHouseSettings) => Promise<T>): Promise<T> {
    const { limits, sql, workspace, signal } = statement;
    const pace = this.#paceOf(statement);
    const { weight, concurrent } = limits;
    const leave = await this.#queue.enter({ workspace, pace, weight, concurrent, ...(signal && { signal }) });
    const start = performance.now();
    try {
      const result = await work(statementSettings(limits, pace));
      this.#times.set(workspace, sql, secondsSince(start));
      return result;
    } catch (error) {
      // What failed early may take long when it does not fail.
      const seconds = secondsSince(start);
      if (seconds >= this.#longAfter) this.#times.set(workspace, sql, seconds);
      throw error;
    } finally {
      leave();
    }
  }

  #paceOf({ of, workspace, sql }: FairStatement): Pace {
    if (of === 'live') return 'live';
    const seconds = this.#times.get(workspace, sql);
    if (seconds === undefined) return 'new';
    return seconds < this.#longAfter ? 'run' : 'long';
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1_000;
}
