import type { IdentifierOf, InboxMessage } from '../../ingestion/incoming.ts';

export interface PlainResult {
  /** People: the identifiers that messages are of, as `email:a@b.c`, each sorted. */
  people: string[][];
  /** By id of a message that is an event, or says something, the person it is of, as its place in `people`. */
  personOf: Map<string, number>;
  /** By place in `people` what was said last. */
  said: Map<number, string>;
  /** Pairs that stood in one message and are different people, weaker first. */
  conflicts: string[];
}

/**
 * Who is who, in the plainest way: messages one after another in the order of their time, each putting people together. Shares nothing with
 * what it is the model of.
 */
export function plainModel(all: readonly InboxMessage[]): PlainResult {
  const sorted = [...all].sort((a, b) => compare(a.time, b.time) || compare(a.messageId, b.messageId));
  const seen = new Set(sorted.flatMap((message) => names(message)));
  const people = new Map<string, Set<string>>();
  const person = (name: string) => {
    if (!people.has(name)) people.set(name, new Set([name]));
    return people.get(name)!;
  };
  const unite = (one: string, other: string) => {
    const both = new Set([...person(one), ...person(other)]);
    for (const name of both) people.set(name, both);
  };
  const isCustomer = (name: string) => [...person(name)].some((each) => each.startsWith('customId:') && seen.has(each));

  for (const message of sorted) {
    const [strongest, ...weaker] = names(message);
    if (strongest !== undefined) {
      person(strongest);
      for (const name of weaker) {
        if (person(name) === person(strongest)) continue;
        if (!(isCustomer(name) && isCustomer(strongest))) unite(name, strongest);
      }
      if (message.previous !== undefined && !aliasUndone(sorted, message.previous, strongest)) {
        unite(`customId:${message.previous}`, strongest);
        unite(`anonymousId:${message.previous}`, strongest);
      }
    }
    const { identity } = message;
    if (identity?.type === 'merge' && mergeHolds(sorted, identity)) unite(nameOf(identity.from), nameOf(identity.into));
  }

  const groups = [...new Set([...seen].map((name) => person(name)))];
  const result: PlainResult = {
    people: groups.map((group) => [...group].filter((name) => seen.has(name)).sort()),
    personOf: new Map(),
    said: new Map(),
    conflicts: [],
  };
  const conflicts = new Set<string>();
  for (const message of sorted) {
    const [strongest, ...weaker] = names(message);
    if (strongest === undefined) continue;
    const place = groups.indexOf(person(strongest));
    if (message.event || message.attributes) result.personOf.set(message.messageId, place);
    if (message.attributes) result.said.set(place, message.messageId);
    for (const name of weaker) if (person(name) !== person(strongest)) conflicts.add(`${name} ${strongest}`);
  }
  result.conflicts = [...conflicts].sort();
  return result;
}

/** Strongest first. */
function names({ identifiers }: InboxMessage): string[] {
  return (['customId', 'email', 'phone', 'anonymousId'] as const).flatMap((kind) =>
    identifiers[kind] === undefined ? [] : [`${kind}:${identifiers[kind]}`],
  );
}

function nameOf({ kind, value }: IdentifierOf): string {
  return `${kind}:${value}`;
}

function aliasUndone(all: InboxMessage[], previous: string, strongest: string): boolean {
  return all.some(
    ({ identity }) =>
      identity?.type === 'undo' &&
      identity.kind === 'alias' &&
      identity.from.value === previous &&
      nameOf(identity.into) === strongest,
  );
}

/** Whether the last word on two people is that they are one. */
function mergeHolds(all: InboxMessage[], merge: { from: IdentifierOf; into: IdentifierOf }): boolean {
  const last = { merge: '', undo: '' };
  for (const { identity, time } of all) {
    if (!identity || (identity.type === 'undo' && identity.kind !== 'merge')) continue;
    if (nameOf(identity.from) !== nameOf(merge.from) || nameOf(identity.into) !== nameOf(merge.into)) continue;
    if (time > last[identity.type]) last[identity.type] = time;
  }
  return last.merge > last.undo;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
