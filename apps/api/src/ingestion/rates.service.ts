import { Injectable } from '@nestjs/common';
import type { SendingSource } from '../access/caller.ts';
import { Problem } from '../problem-details/problem.ts';
import type { ReadMessage } from './reading/read-message.ts';
import { TokenBucket } from './token-bucket.ts';

/** Messages a second that the debugger keeps of a source: so many of each outcome. */
const shownASecond = 10;
/** And at once, so that somebody who tries things out sees all of them. */
const shownAtOnce = 100;
/** Buckets that have not been asked for so long (milliseconds) are full again, and are forgotten. */
const forgottenAfter = 60_000;

interface SourceRates {
  messages: TokenBucket;
  shown: Record<ReadMessage['outcome'], TokenBucket>;
  usedAt: number;
}

/** How much a source may send to this process, and how much of it the debugger keeps. */
@Injectable()
export class RatesService {
  readonly #sources = new Map<string, SourceRates>();

  /** Throws 429 while the source sends more than it may. */
  take(source: SendingSource, messages: number): void {
    const wait = this.#of(source).messages.take(messages, performance.now());
    if (wait === 0) return;
    throw new Problem(
      429,
      'rate-limited',
      `This source may send ${source.messagesPerSecond} messages a second. Send the same again after a while.`,
      { retryAfter: Math.ceil(wait / 1_000), messagesPerSecond: source.messagesPerSecond },
    );
  }

  /** Whether the debugger keeps another message of which that became. */
  mayShow(source: SendingSource, outcome: ReadMessage['outcome']): boolean {
    return this.#of(source).shown[outcome].take(1, performance.now()) === 0;
  }

  #of({ id, messagesPerSecond }: SendingSource): SourceRates {
    const now = performance.now();
    const known = this.#sources.get(id);
    if (known && known.messages.rate === messagesPerSecond) {
      known.usedAt = now;
      return known;
    }
    for (const [other, { usedAt }] of this.#sources) if (usedAt < now - forgottenAfter) this.#sources.delete(other);
    const shown = (): TokenBucket => new TokenBucket(shownASecond, shownAtOnce, now);
    const rates: SourceRates = {
      messages: new TokenBucket(messagesPerSecond, messagesPerSecond * 2, now),
      shown: { taken: shown(), ignored: shown(), refused: shown() },
      usedAt: now,
    };
    this.#sources.set(id, rates);
    return rates;
  }
}
