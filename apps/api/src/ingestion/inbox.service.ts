import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { POSTGRES } from '../databases/tokens.ts';
import { Problem } from '../problem-details/problem.ts';
import { problemOfError } from '../problem-details/problem-of-error.ts';
import { storeEntries, touchSources } from './store-entries.queries.ts';
import type { InboxEntry } from './inbox-entry.ts';

/** Requests and characters that are written at once; what comes meanwhile is the next. */
const mostEntries = 500;
const mostCharacters = 8 * 1024 * 1024;
/** Characters that may wait for the database; beyond it requests are told to come again. */
const mostWaiting = 64 * 1024 * 1024;
const minute = 60_000;

interface Waiting {
  entry: InboxEntry;
  done: () => void;
  failed: (error: unknown) => void;
}

/** Brings what requests leave behind into PostgreSQL: at once when it is idle, and together what comes while it writes. */
@Injectable()
export class InboxService {
  readonly #waiting: Waiting[] = [];
  readonly #touched = new Map<string, number>();
  #characters = 0;
  #writing = false;

  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  /** Resolves when the entry is durable. Throws 503 while too much waits, and what the database throws. */
  async put(entry: InboxEntry): Promise<void> {
    const size = entry.row?.contents.length ?? 0;
    if (this.#characters + size > mostWaiting)
      throw new Problem(
        503,
        'too-busy',
        'More comes in than can be written at the moment. Try again in a few seconds.',
        {
          retryAfter: 5,
        },
      );
    this.#characters += size;
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ entry, done, failed });
      if (!this.#writing) {
        this.#writing = true;
        setImmediate(() => void this.#writeAll());
      }
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const next = this.#take();
      await this.#write(next);
      for (const { entry } of next) this.#characters -= entry.row?.contents.length ?? 0;
    }
    this.#writing = false;
  }

  #take(): Waiting[] {
    let characters = 0;
    let count = 0;
    for (const { entry } of this.#waiting) {
      characters += entry.row?.contents.length ?? 0;
      if (count > 0 && (characters > mostCharacters || count === mostEntries)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #write(next: readonly Waiting[]): Promise<void> {
    try {
      await storeEntries(
        this.database,
        next.map(({ entry }) => entry),
      );
      for (const { done } of next) done();
      await this.#touch(next);
    } catch (error) {
      // One that the database will not have must not take the others with it.
      if (next.length > 1 && problemOfError(error) === null) for (const one of next) await this.#write([one]);
      else for (const { failed } of next) failed(error);
    }
  }

  async #touch(written: readonly Waiting[]): Promise<void> {
    const now = Date.now();
    const stale = new Set<string>();
    for (const { entry } of written)
      if ((this.#touched.get(entry.source.id) ?? 0) < now - minute) stale.add(entry.source.id);
    if (stale.size === 0) return;
    for (const id of stale) this.#touched.set(id, now);
    await touchSources(this.database, [...stale]).catch(() => stale.forEach((id) => this.#touched.delete(id)));
  }
}
