import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { POSTGRES } from '../databases/tokens.ts';
import { addToCounts, type SourceCount } from './source-counts.queries.ts';
import type { InboxEntry } from './inbox-entry.ts';
import { paced } from './paced.ts';

/** Milliseconds between two writings. */
const second = 1_000;

/**
 * Counts what comes from each source, and when something came last. Written once a second: every request that is stored would wait for the others
 * if each of them changed the count of its hour. What was not written yet is lost with the process; messages never are.
 */
@Injectable()
export class SourceCountsService implements BeforeApplicationShutdown {
  #counts = new Map<string, SourceCount>();
  readonly #writeSoon = paced(second, () => void this.#write());

  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  add({ source: { id }, accepted, ignored, refused }: InboxEntry): void {
    const count = this.#counts.get(id) ?? { accepted: 0, ignored: 0, refused: 0 };
    count.accepted += accepted;
    count.ignored += ignored;
    count.refused += refused;
    this.#counts.set(id, count);
    this.#writeSoon();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#write();
  }

  /** Where PostgreSQL is away, what came before is forgotten: nothing is accepted meanwhile. */
  async #write(): Promise<void> {
    const counts = this.#counts;
    this.#counts = new Map();
    if (counts.size > 0) await addToCounts(this.database, counts).catch(() => {});
  }
}
