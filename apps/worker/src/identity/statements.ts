import type { Identifiers, IncomingIdentityChange } from '../ingestion/incoming.ts';
import { identifierKinds, nameOf } from './identifier-kinds.ts';
import { compareLinks, type Link, type LinkEnd } from './links.ts';

/** What the messages of a batch say of identity. */
export interface Statements {
  /** Messages, in the order of the batch. */
  spoken: readonly Spoken[];
  changes: readonly IncomingIdentityChange[];
}

/** A message of somebody. */
export interface Spoken {
  /** Normalised; at least one. */
  identifiers: Identifiers;
  /** ISO 8601. */
  time: string;
  messageId: string;
  source: string;
  /** Of an alias, normalised: who `identifiers` were before. */
  previous?: string;
}

/** An identifier that a batch speaks of. */
export interface Mention extends LinkEnd {
  /** A message is of it; not only an alias speaks of it. */
  seen: boolean;
  /** It is some message's strongest, so it needs a number. */
  strongest: boolean;
  /** The strongest identifier of the first message that is of it: ClickHouse learns of it under that one's number. */
  under: string | null;
}

/** A link as it is stored, with who said so. */
export interface SaidLink extends Link {
  source: string;
  /** A person's id; null for what messages say. */
  by: string | null;
  /** When it was said last, in milliseconds; `time` is when it was said first. */
  saidAt: number;
}

/** A link that somebody takes back. */
export interface TakenBack {
  from: LinkEnd;
  to: LinkEnd;
  kind: 'alias' | 'merge';
  time: number;
  messageId: string;
  source: string;
  by: string | null;
}

export interface ReadStatements {
  /** By `nameOf`, in the order in which the batch speaks of them. */
  mentions: Map<string, Mention>;
  /** By `linkName`: of each link what was said of it first. In the order in which they were said. */
  links: Map<string, SaidLink>;
  takenBack: TakenBack[];
  /** Of each message its strongest identifier. */
  strongest: string[];
}

/** Names a link: who said it how often does not matter. */
export function linkName({ from, to, kind }: Pick<Link, 'from' | 'to' | 'kind'>): string {
  return `${kind} ${nameOf(from).length} ${nameOf(from)} ${nameOf(to)}`;
}

/** What follows from messages for identity, each thing once. */
export function readStatements({ spoken, changes }: Statements): ReadStatements {
  const mentions = new Map<string, Mention>();
  const links = new Map<string, SaidLink>();
  const strongest: string[] = [];

  const mention = (end: LinkEnd): Mention => {
    const name = nameOf(end);
    const found = mentions.get(name);
    if (found) return found;
    const made: Mention = { kind: end.kind, value: end.value, seen: false, strongest: false, under: null };
    mentions.set(name, made);
    return made;
  };
  const link = (said: SaidLink): void => {
    const name = linkName(said);
    const found = links.get(name);
    const first = found === undefined || compareLinks(said, found) < 0 ? said : found;
    links.set(name, { ...first, saidAt: Math.max(said.saidAt, found?.saidAt ?? said.saidAt) });
  };

  for (const { identifiers, time, messageId, source, previous } of spoken) {
    const at = Date.parse(time);
    const said = { time: at, saidAt: at, messageId, source, by: null };
    const ends = endsOf(identifiers);
    const [to, ...weaker] = ends;
    if (to === undefined) throw new Error('A message has no identifier');
    for (const end of ends) {
      const mentioned = mention(end);
      mentioned.seen = true;
      mentioned.under ??= nameOf(to);
    }
    mention(to).strongest = true;
    strongest.push(nameOf(to));
    for (const from of weaker) link({ ...said, kind: 'together', from, to });
    if (previous === undefined) continue;
    for (const from of previousEnds(previous)) {
      if (nameOf(from) === nameOf(to)) continue;
      mention(from);
      link({ ...said, kind: 'alias', from, to });
    }
  }
  const takenBack: TakenBack[] = [];
  for (const { type, from, into, by, time, messageId, source, ...rest } of changes) {
    const said = { time: Date.parse(time), messageId, source: source ?? 'console', by };
    const kind = 'kind' in rest ? rest.kind : 'merge';
    // An alias stands for a customId and an anonymous id alike: it is taken back as both.
    const ends = kind === 'alias' ? previousEnds(from.value) : [from];
    for (const end of ends) {
      if (nameOf(end) === nameOf(into)) continue;
      mention(end);
      mention(into);
      if (type === 'merge') link({ ...said, saidAt: said.time, kind, from: end, to: into });
      else takenBack.push({ ...said, kind, from: end, to: into });
    }
  }
  return { mentions, links: inOrder(links), takenBack, strongest };
}

/** The identifiers of a message, the strongest first. */
function endsOf(identifiers: Identifiers): LinkEnd[] {
  return identifierKinds.flatMap((kind) => {
    const value = identifiers[kind];
    return value === undefined ? [] : [{ kind, value }];
  });
}

/** What an alias may have meant by `previous`: which of the two shows when a message is of it. */
function previousEnds(previous: string): LinkEnd[] {
  return [
    { kind: 'customId', value: previous },
    { kind: 'anonymousId', value: previous },
  ];
}

function inOrder(links: Map<string, SaidLink>): Map<string, SaidLink> {
  return new Map([...links].sort(([, a], [, b]) => compareLinks(a, b)));
}
