import type { Landing } from '@cutline/worker';
import type { InboxMessage } from '@cutline/worker/incoming';
import type { Random } from '../random.ts';
import { asOf } from '../story.ts';

const dayLong = 86_400_000;
const people = 6_000;

/** People of whom most say at some time which device is theirs: what stood under it then counts for them. */
export class Purchases {
  readonly #random: Random;
  #made = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Messages of the last two years, in no order of time. */
  next(howMany: number): InboxMessage[] {
    return Array.from({ length: howMany }, () => this.#purchase());
  }

  /** The same as a batch of its own. */
  landing(workspace: number, howMany: number): Landing {
    const events = this.next(howMany).map(({ event, ...said }) => ({ ...event!, ...said }));
    return { workspace, origin: `import:test:${this.#made}`, source: 'test', events };
  }

  #purchase(): InboxMessage {
    this.#made += 1;
    const person = Math.floor(people * this.#random.next() ** 2);
    const chance = this.#random.next();
    const customId = `C${person}`;
    const anonymousId = `device ${person}`;
    const identifiers = chance < 0.1 ? { anonymousId } : chance < 0.13 ? { customId, anonymousId } : { customId };
    return {
      identifiers,
      time: new Date(Math.floor(asOf - 729 * dayLong * this.#random.next())).toISOString(),
      messageId: `purchase ${this.#made}`,
      event: {
        action: 'transaction.charge',
        revenue: (this.#random.below(100_000) / 100).toFixed(2),
        currency: 'EUR',
        orderId: `order ${this.#made}`,
        products: [],
        parameters: {},
      },
    };
  }
}
