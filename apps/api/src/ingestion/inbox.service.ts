import { Inject, Injectable } from '@nestjs/common';
import { wakeDrains, type Database } from '@cutline/postgres';
import { POSTGRES } from '../databases/tokens.ts';
import { Problem } from '../problem-details/problem.ts';
import { problemOfError } from '../problem-details/problem-of-error.ts';
import type { InboxEntry } from './inbox-entry.ts';
import { paced } from './paced.ts';
import { SourceCountsService } from './source-counts.service.ts';
import { storeEntries } from './store-entries.queries.ts';

/** Requests and characters that are written at once; what comes meanwhile is the next. */
const mostEntries = 500;
const mostCharacters = 8 * 1024 * 1024;
/** Characters that may wait for the database; beyond it requests are told to come again. */
const mostWaiting = 64 * 1024 * 1024;
/** Writes that are on their way at once, at most. */
const mostWrites = 4;
/** Milliseconds between two words to whoever drains the inbox, who gathers for longer than that. */
const betweenWakes = 50;

interface Waiting {
  entry: InboxEntry;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Brings what requests leave behind into PostgreSQL: at once while there are few, and together what comes while several are written. That several are on
 * their way at once lets PostgreSQL make them durable with one write to its log.
 */
@Injectable()
export class InboxService {
  readonly #waiting: Waiting[] = [];
  readonly #wakeDrains: () => void;
  #characters = 0;
  #writing = 0;

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly counts: SourceCountsService,
  ) {
    // Not with each: a NOTIFY holds up all other commits until its own is through. Should it get lost, the inbox is looked into all the same.
    this.#wakeDrains = paced(betweenWakes, () => void wakeDrains(database).catch(() => {}));
  }

  /** Resolves when the entry is durable. Throws 503 while too much waits, and what the database throws. */
  async put(entry: InboxEntry): Promise<void> {
    if (!entry.row && entry.sampled.length === 0) return this.counts.add(entry);
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
      // What is only shown can wait its turn, and stays in order.
      if (this.#writing < (entry.row ? mostWrites : 1)) {
        this.#writing += 1;
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
    this.#writing -= 1;
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
      for (const { entry, done } of next) {
        this.counts.add(entry);
        done();
      }
      if (next.some(({ entry }) => entry.row)) this.#wakeDrains();
    } catch (error) {
      // One that the database will not have must not take the others with it.
      if (next.length > 1 && problemOfError(error) === null) for (const one of next) await this.#write([one]);
      else for (const { failed } of next) failed(error);
    }
  }
}
