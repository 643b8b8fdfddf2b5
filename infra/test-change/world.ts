import type { EvaluatedEvent, EvaluatedProfile, EvaluatedWorld } from '@cutline/segment-definition';
import { namesIn } from '@cutline/worker/names-in';
import { normaliseIdentifiers } from '@cutline/worker/normalise-identifiers';
import { agreeOn } from '@cutline/segment-sql/test/disagreement';
import type { StoredData } from './read-data.ts';
import type { SentMessage } from './script.ts';

const kinds = ['customId', 'email', 'phone', 'anonymousId'] as const;

/** What was sent and counts: each message once, and none of people who were erased. */
export class SentWorld {
  readonly #messages = new Map<string, SentMessage>();
  readonly #erasedNames = new Set<string>();
  /** Names in messages of erased people, some of which are somebody else's: a tablet may be of two, a merge may have made it one's. */
  readonly #forgottenNames = new Set<string>();

  /** Those of some messages that may land: imports leave out by themselves who was erased. */
  admitted(messages: readonly SentMessage[]): SentMessage[] {
    return messages.filter((message) => !namesIn(message).some((name) => this.#erasedNames.has(name)));
  }

  landed(messages: readonly SentMessage[]): void {
    // One that comes again is the same one.
    for (const message of this.admitted(messages))
      if (!this.#messages.has(message.messageId)) this.#messages.set(message.messageId, message);
  }

  /** Forgets people: those who stand under some numbers. */
  erased(numbers: ReadonlySet<number>, names: readonly string[], { numberOf }: StoredData): void {
    for (const name of names) this.#erasedNames.add(name);
    for (const [id, message] of this.#messages) {
      const strongest = strongestOf(message);
      const number = strongest === undefined ? undefined : numberOf.get(strongest);
      if (number === undefined || !numbers.has(number)) continue;
      for (const name of namesIn(message)) this.#forgottenNames.add(name);
      this.#messages.delete(id);
    }
  }

  /**
   * As the evaluator sees it. From the stores come which batch brought a message, the numbers that identifiers were given, and which of them count
   * for which; throws where they have lost, doubled or mixed up anything else.
   */
  asStored(stored: StoredData): EvaluatedWorld {
    agreeOn('landing', 'messages that stand twice', stored.doubled, []);
    agreeOn('landing', 'aliases in ClickHouse', stored.mirrored, stored.aliases);
    const events: EvaluatedEvent[] = [];
    const profiles = new Map<number, EvaluatedProfile>();
    const profile = (number: number): EvaluatedProfile => {
      const found = profiles.get(number) ?? { profile: number, identifiers: [], attributes: [], consents: [] };
      profiles.set(number, found);
      return found;
    };
    for (const { profile: number, ...identifier } of stored.identifiers) profile(number).identifiers.push(identifier);
    const expected = { events: new Map<string, number>(), values: new Map<string, number>(), names: new Set<string>() };
    for (const message of this.#messages.values()) {
      const { identifiers, messageId, time: said, source, event, attributes = {}, consents = {} } = message;
      for (const [kind, value] of Object.entries(normaliseIdentifiers(identifiers)))
        expected.names.add(`${kind}:${value}`);
      const strongest = strongestOf(message);
      const number = strongest === undefined ? undefined : stored.numberOf.get(strongest);
      if (number === undefined) continue;
      const time = Date.parse(said);
      if (event) {
        expected.events.set(messageId, number);
        const { batch } = stored.events.get(messageId) ?? { batch: 0 };
        const products = event.products.map(({ product_id: productId, ...line }) => ({ productId, ...line }));
        events.push({ ...event, profile: number, messageId, time, batch, source, products });
      }
      const values = [...Object.entries(attributes), ...Object.entries(consents)];
      if (values.length === 0) continue;
      expected.values.set(messageId, number);
      const given = { time, messageId, batch: stored.values.get(messageId)?.batch ?? 0 };
      for (const [name, value] of Object.entries(attributes))
        profile(number).attributes.push({ name, value, ...given });
      for (const [channel, granted] of Object.entries(consents))
        profile(number).consents.push({ channel, granted, ...given });
    }
    agreeOn('landing', 'events', numbersOf(stored.events), sorted(expected.events));
    agreeOn('landing', 'values', numbersOf(stored.values), sorted(expected.values));
    const names = new Set(stored.identifiers.map(({ kind, value }) => `${kind}:${value}`));
    // Of somebody else's messages that named the person the name is gone, too.
    const needed = expected.names.difference(this.#erasedNames);
    const required = names.difference(this.#forgottenNames.difference(needed));
    agreeOn('landing', 'identifiers', [...required].sort(), [...needed].sort());
    return { profiles: [...profiles.values()], events, rates: [], aliases: stored.aliases };
  }
}

/** Under which a message stands. */
function strongestOf({ identifiers }: SentMessage): string | undefined {
  const normal = normaliseIdentifiers(identifiers);
  const kind = kinds.find((each) => normal[each] !== undefined);
  return kind && `${kind}:${normal[kind]}`;
}

function numbersOf(places: StoredData['events']): [string, number][] {
  return sorted(new Map([...places].map(([id, { number }]) => [id, number])));
}

function sorted(numbers: Map<string, number>): [string, number][] {
  return [...numbers].sort(([one], [other]) => (one < other ? -1 : 1));
}
