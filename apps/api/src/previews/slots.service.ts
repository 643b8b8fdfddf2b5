import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLICKHOUSE } from '../databases/tokens.ts';
import { Problem } from '../problem-details/problem.ts';

interface Occupant {
  /** What the ids of its statements begin with. */
  prefix: string;
  controller: AbortController;
}

/** What a query is given to run under. */
export interface Tenancy {
  /** An id for one statement: ClickHouse may still know the last one's when its answer is here, and would refuse the same. */
  nextQueryId: () => string;
  signal: AbortSignal;
}

/** Lets one query live in each slot: the next one ends it, and so does the client that goes away. */
@Injectable()
export class SlotsService {
  readonly #occupants = new Map<string, Occupant>();
  readonly #logger = new Logger('previews');

  constructor(@Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient) {}

  /** Runs `query` in `slot` (none: in one of its own). Throws 409 `superseded` when the next one came before its end. */
  async run<T>(slot: string | undefined, disconnect: AbortSignal, query: (tenancy: Tenancy) => Promise<T>): Promise<T> {
    const key = slot ?? randomUUID();
    const me: Occupant = { prefix: `${randomUUID()}-`, controller: new AbortController() };
    const previous = this.#occupants.get(key);
    this.#occupants.set(key, me);
    if (previous) this.#end(previous, 'superseded');
    const leave = () => this.#end(me, 'disconnected');
    disconnect.addEventListener('abort', leave, { once: true });
    try {
      let ordinal = 0;
      const result = await query({ nextQueryId: () => `${me.prefix}${(ordinal += 1)}`, signal: me.controller.signal });
      me.controller.signal.throwIfAborted();
      return result;
    } catch (error) {
      const { signal } = me.controller;
      if (!signal.aborted) throw error;
      throw new Problem(
        409,
        String(signal.reason),
        signal.reason === 'superseded' ? 'A later preview in the same slot took its place.' : 'The client went away.',
      );
    } finally {
      disconnect.removeEventListener('abort', leave);
      if (this.#occupants.get(key) === me) this.#occupants.delete(key);
    }
  }

  #end(occupant: Occupant, reason: 'superseded' | 'disconnected'): void {
    occupant.controller.abort(reason);
    // Closing the connection ends a query only when it next sends something; this ends it now.
    this.clickHouse
      .command({
        query: 'KILL QUERY WHERE startsWith(query_id, {prefix:String}) ASYNC',
        query_params: { prefix: occupant.prefix },
      })
      .catch((error: unknown) =>
        this.#logger.warn({ reason: error instanceof Error ? error.message : '' }, 'A query could not be ended'),
      );
  }
}
