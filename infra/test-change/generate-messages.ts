import type { AttributeValue, EvaluatedEvent, EvaluatedProfile } from '@cutline/segment-definition';
import type { Calendar } from '@cutline/segment-sql/test/generate-calendar';
import { events, type Lines } from '@cutline/segment-sql/test/generate-events';
import { profiles } from '@cutline/segment-sql/test/generate-profiles';
import type { Random } from '@cutline/test-kill/random';
import type { IdentifierOf, Identifiers } from '@cutline/worker/incoming';
import fc from 'fast-check';
import type { SentMessage } from './script.ts';

/** People who send, in no order of time: what happened, what they say of themselves, and who is who. */
export class MessageSource {
  readonly #random: Random;
  readonly #calendar: Calendar;
  readonly #people: Identifiers[][];
  readonly #merges: { from: IdentifierOf; into: IdentifierOf }[] = [];
  #ready: SentMessage[];
  #sent: SentMessage[] = [];
  #made = 0;

  constructor(calendar: Calendar, lines: Lines, random: Random) {
    this.#random = random;
    this.#calendar = calendar;
    this.#people = Array.from({ length: 10 + random.below(25) }, (_, person) => namesOf(person, random));
    const sample = <T>(arbitrary: fc.Arbitrary<T>): T =>
      fc.sample(arbitrary, { seed: random.below(2 ** 31), numRuns: 1 })[0]!;
    const happened = [1, 2].flatMap(() => sample(events(calendar, ['EUR', 'USD'], lines)));
    const known = [1, 2, 3].flatMap(() => sample(profiles(calendar)));
    this.#ready = random.shuffle([
      ...happened.map((event) => this.#eventMessage(event)),
      ...known.flatMap((profile) => this.#valueMessages(profile)),
    ]);
  }

  /** So many messages, if there are so many left; now and then with some that came before, and with merges of people. */
  next(howMany: number): SentMessage[] {
    const fresh = this.#ready.splice(0, howMany);
    const again = this.#random.next() < 0.3 ? this.#random.shuffle(this.#sent).slice(0, 3) : [];
    const identity = Array.from({ length: this.#random.pick([0, 0, 1, 2]) }, () => this.#identityMessage());
    this.#sent.push(...fresh);
    return this.#random.shuffle([...fresh, ...again, ...identity]);
  }

  /** Somebody, by one of their names. */
  somebody(): IdentifierOf {
    const [kind, value] = this.#random.pick(Object.entries(this.#somebodysNames()));
    return { kind: kind as IdentifierOf['kind'], value };
  }

  #somebodysNames(): Identifiers {
    // Some send much more than others.
    const place = Math.floor(this.#people.length * this.#random.next() ** 2);
    return this.#random.pick(this.#people[place]!);
  }

  #message(time: number, id: string, source: string): SentMessage {
    this.#made += 1;
    const messageId = `${id}.${this.#made}`;
    return { identifiers: this.#somebodysNames(), time: new Date(time).toISOString(), messageId, source };
  }

  #eventMessage({ action, time, messageId, source, revenue, currency, orderId, products, parameters }: EvaluatedEvent) {
    const lines = products.map(({ productId, ...line }) => ({ product_id: productId, ...line }));
    const event = { action, revenue, currency, orderId, products: lines, parameters: { ...parameters } };
    return { ...this.#message(time, messageId, source), event };
  }

  /** One message for each value: which of several that one message gives at one time holds is not said. */
  #valueMessages({ attributes, consents }: EvaluatedProfile): SentMessage[] {
    return [
      ...attributes.map(({ name, value, time, messageId }) => ({
        ...this.#message(time, messageId, 'profiles'),
        attributes: { [name]: value as Exclude<AttributeValue, undefined> },
      })),
      ...consents.map(({ channel, granted, time, messageId }) => ({
        ...this.#message(time, messageId, 'profiles'),
        consents: { [channel]: granted },
      })),
    ];
  }

  #identityMessage(): SentMessage {
    const time = this.#random.pick(this.#calendar.asOf) - this.#random.below(30) * 86_400_000;
    const said = this.#message(time, 'identity', 'profiles');
    const chance = this.#random.next();
    if (chance < 0.35) {
      const { value: previous, kind } = this.somebody();
      const into = this.#people.flat().filter(({ customId }) => customId !== undefined);
      if (into.length > 0 && (kind === 'customId' || kind === 'anonymousId'))
        return { ...said, identifiers: { customId: this.#random.pick(into).customId! }, previous };
    }
    const by = null;
    if (chance > 0.75 && this.#merges.length > 0) {
      const { from, into } = this.#random.pick(this.#merges);
      return { ...said, identifiers: {}, identity: { type: 'undo', kind: 'merge', from, into, by } };
    }
    const [from, into] = [this.somebody(), this.somebody()];
    this.#merges.push({ from, into });
    return { ...said, identifiers: {}, identity: { type: 'merge', from, into, by } };
  }
}

/** The sets of identifiers with which a person's messages come. Some devices and addresses are of several people. */
function namesOf(person: number, random: Random): Identifiers[] {
  const device = { anonymousId: random.next() < 0.15 ? 'tablet' : `device${person}` };
  const email = { email: random.next() < 0.1 ? 'test@example.com' : `p${person}@example.com` };
  const phone = { phone: `+35850${String(person).padStart(5, '0')}` };
  const customId = { customId: `c${person}` };
  const sets: Identifiers[] = [device, customId, { ...customId, ...device }, { ...customId, ...email }];
  const others: Identifiers[] = [email, phone, { ...email, ...device }, { ...phone, ...email }];
  // Some never say who they are.
  if (person % 7 === 6) return [device];
  if (person % 5 === 4) return [device, ...others];
  return random.next() < 0.5 ? sets : [...sets, customId, ...others];
}
