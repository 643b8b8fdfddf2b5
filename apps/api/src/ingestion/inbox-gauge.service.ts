import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { POSTGRES } from '../databases/tokens.ts';
import { Problem } from '../problem-details/problem.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { countWaiting } from './store-entries.queries.ts';

const second = 1_000;
/** Of its time, what counting may take: a long inbox takes long to count. */
const shareOfTime = 1 / 20;

/** Knows, about a second late, how many messages wait in the inbox, and turns sources away while it is full. */
@Injectable()
export class InboxGaugeService {
  #waiting = 0;
  #nextCount = 0;

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Throws 503 while the inbox is full. Counts anew beside the request where the last count is old. */
  makeSureOfRoom(): void {
    if (performance.now() >= this.#nextCount) {
      this.#nextCount = Infinity;
      void this.#count();
    }
    if (this.#waiting < this.settings.inboxLimit) return;
    throw new Problem(
      503,
      'inbox-full',
      `${this.settings.inboxLimit} messages wait to be stored already. Send the same again later; nothing of it was taken.`,
      { retryAfter: 10 },
    );
  }

  /** What came in since the last count. */
  add(messages: number): void {
    this.#waiting += messages;
  }

  async #count(): Promise<void> {
    const start = performance.now();
    try {
      this.#waiting = await countWaiting(this.database);
    } catch {
      // Nothing is taken while PostgreSQL is away; the last count goes on standing.
    } finally {
      const now = performance.now();
      this.#nextCount = now + Math.max(second, (now - start) / shareOfTime);
    }
  }
}
