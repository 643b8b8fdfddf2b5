import type { ClickHouseSettings } from '@clickhouse/client';
import { reasonOfStop } from './beyond-limits.ts';
import { FairQueue } from './fair-queue.ts';
import type { Limits } from './limits.ts';
import { RecentWorkspaces } from './recent-workspaces.ts';
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
  readonly #recent = new RecentWorkspaces();
  readonly #longAfter: number;
  readonly #threads: number;

  /**
   * @param slots statements at once
   * @param longAfter seconds from which on a statement counts as long the next time
   * @param threads those that ClickHouse gives a statement
   */
  constructor({ slots, longAfter, threads }: { slots: number; longAfter: number; threads: number }) {
    this.#queue = new FairQueue(slots);
    this.#longAfter = longAfter;
    this.#threads = threads;
  }

  /**
   * Does `work` in its turn, which is to send the statement with the settings that it is given. Where half of the threads did not do it within the limit it is done once
   * more, with all of them: what a statement may take does not depend on who else is about.
   *
   * @throws what `work` throws; the signal's reason when it is aborted before the turn begins
   */
  async fairly<T>(statement: FairStatement, work: (settings: ClickHouseSettings) => Promise<T>): Promise<T> {
    const stopped = { onHalf: false };
    try {
      return await this.#inTurn(statement, work, stopped);
    } catch (error) {
      if (!stopped.onHalf || this.#isBeyond(statement)) throw error;
      return this.#inTurn(statement, work, stopped);
    }
  }

  /** `stopped` is told whether half of the threads were too few. */
  async #inTurn<T>(
    statement: FairStatement,
    work: (settings: ClickHouseSettings) => Promise<T>,
    stopped: { onHalf: boolean },
  ): Promise<T> {
    const { limits, of, sql, workspace, signal } = statement;
    const pace = this.#paceOf(statement);
    const { weight, concurrent } = limits;
    const leave = await this.#queue.enter({ workspace, pace, weight, concurrent, ...(signal && { signal }) });
    const end = this.#recent.begin(workspace, of);
    const threads = this.#threadsFor(statement, pace);
    const start = performance.now();
    try {
      const result = await work(statementSettings(limits, pace, threads));
      this.#times.set(workspace, sql, { seconds: secondsSince(start) });
      return result;
    } catch (error) {
      const seconds = secondsSince(start);
      const isTooSlow = reasonOfStop(error)?.limit === 'seconds';
      stopped.onHalf = isTooSlow && threads !== undefined;
      const beyond = isTooSlow && !threads ? limits.statementSeconds : this.#times.get(workspace, sql)?.beyond;
      // What failed early may take long when it does not fail.
      if (seconds >= this.#longAfter) this.#times.set(workspace, sql, { seconds, ...(beyond && { beyond }) });
      throw error;
    } finally {
      end();
      leave();
    }
  }

  /**
   * Half of the threads for what may take long where another workspace is about: a nice value does not free a processor at once, so who comes next finds one that nobody
   * uses. All of them, which is undefined, where half might not do it within the limit.
   */
  #threadsFor(statement: FairStatement, pace: Pace): number | undefined {
    const { workspace, sql, limits } = statement;
    if (pace === 'live' || pace === 'run' || !this.#recent.hasOthersThan(workspace)) return undefined;
    const seconds = this.#times.get(workspace, sql)?.seconds ?? 0;
    if (seconds * 2 >= limits.statementSeconds && !this.#isBeyond(statement)) return undefined;
    return Math.max(1, Math.floor(this.#threads / 2));
  }

  /** Whether all threads did not do it within the limit either. */
  #isBeyond({ workspace, sql, limits }: FairStatement): boolean {
    return (this.#times.get(workspace, sql)?.beyond ?? 0) >= limits.statementSeconds;
  }

  #paceOf({ of, workspace, sql }: FairStatement): Pace {
    if (of === 'live') return 'live';
    const known = this.#times.get(workspace, sql);
    if (!known) return 'new';
    return known.seconds < this.#longAfter ? 'run' : 'long';
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1_000;
}
