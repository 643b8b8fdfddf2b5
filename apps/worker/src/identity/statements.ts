import type { Identifiers, IncomingIdentityChange } from '../ingestion/incoming.ts';
import { identifierKinds } from './identifier-kinds.ts';
import { compareLinks, type LinkEnd, type SaidAt } from './links.ts';
import { LinkMap, Nodes, type Node, type NodePair } from './nodes.ts';

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

/** A link as it is stored, with who said so. */
export interface SaidLink extends NodePair, SaidAt {
  source: string;
  /** Id of a person or an API key; null for what messages say. */
  by: string | null;
  /** When it was said last, in milliseconds; `time` is when it was said first. */
  saidAt: number;
}

/** A link that somebody takes back. */
export interface TakenBack extends NodePair, SaidAt {
  kind: 'alias' | 'merge';
  source: string;
  by: string | null;
}

export interface ReadStatements {
  nodes: Nodes;
  /** Of each link what was said of it first. */
  links: LinkMap<SaidLink>;
  takenBack: TakenBack[];
  /** Of each message its strongest identifier. */
  strongest: Node[];
}

/** What follows from messages for identity, each thing once. */
export function readStatements({ spoken, changes }: Statements): ReadStatements {
  const nodes = new Nodes();
  const links = new LinkMap<SaidLink>();
  const strongest: Node[] = [];
  for (const message of spoken) strongest.push(readMessage(message, nodes, links));
  const takenBack: TakenBack[] = [];
  for (const { type, from, into, by, time, messageId, source, ...rest } of changes) {
    const said = { time: Date.parse(time), messageId, source: source ?? 'console', by };
    const kind = 'kind' in rest ? rest.kind : 'merge';
    // An alias stands for a customId and an anonymous id alike: it is taken back as both.
    const ends = kind === 'alias' ? previousEnds(from.value) : [from];
    for (const end of ends) {
      if (isSame(end, into)) continue;
      const pair = { from: nodes.of(end.kind, end.value), to: nodes.of(into.kind, into.value) };
      if (type === 'merge') noteLink(links, { ...said, ...pair, saidAt: said.time, kind });
      else takenBack.push({ ...said, ...pair, kind });
    }
  }
  return { nodes, links, takenBack, strongest };
}

/** Returns the message's strongest identifier. */
function readMessage(message: Spoken, nodes: Nodes, links: LinkMap<SaidLink>): Node {
  const { identifiers, messageId, source, previous } = message;
  const at = Date.parse(message.time);
  const said = { time: at, saidAt: at, messageId, source, by: null };
  let strongest: Node | undefined;
  for (const kind of identifierKinds) {
    const value = identifiers[kind];
    if (value === undefined) continue;
    const node = nodes.of(kind, value);
    strongest ??= node;
    node.seen = true;
    node.under ??= strongest;
    if (node !== strongest) noteLink(links, { ...said, kind: 'together', from: node, to: strongest });
  }
  if (!strongest) throw new Error('A message has no identifier');
  strongest.strongest = true;
  if (previous === undefined) return strongest;
  for (const end of previousEnds(previous)) {
    if (!isSame(end, strongest))
      noteLink(links, { ...said, kind: 'alias', from: nodes.of(end.kind, end.value), to: strongest });
  }
  return strongest;
}

function noteLink(links: LinkMap<SaidLink>, said: SaidLink): void {
  const found = links.get(said);
  if (!found) return links.set(said, said);
  const first = compareLinks(said, found) < 0 ? said : found;
  const saidAt = Math.max(said.saidAt, found.saidAt);
  if (first !== found || saidAt !== found.saidAt) links.set(said, { ...first, saidAt });
}

/** What an alias may have meant by `previous`: which of the two shows when a message is of it. */
function previousEnds(previous: string): LinkEnd[] {
  return [
    { kind: 'customId', value: previous },
    { kind: 'anonymousId', value: previous },
  ];
}

function isSame(one: LinkEnd, other: LinkEnd): boolean {
  return one.kind === other.kind && one.value === other.value;
}
