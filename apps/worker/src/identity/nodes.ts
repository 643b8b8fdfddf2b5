import { identifierKinds, type IdentifierKind } from './identifier-kinds.ts';
import type { LinkEnd, LinkKind } from './links.ts';

/** An identifier that a batch speaks of, and what is stored of it; `apply-statements.ts` brings it up to date as it goes. */
export interface Node extends LinkEnd {
  /** A message is of it; not only an alias speaks of it. */
  seen: boolean;
  /** It is some message's strongest, so it needs a number. */
  strongest: boolean;
  /** The strongest identifier of the first message that is of it: ClickHouse learns of it under that one's number. */
  under: Node | null;
  /** Null until it is stored. */
  id: number | null;
  number: number | null;
  /** 0: it names nobody. */
  profile: number;
  /** The batch that first was of it. */
  batch: number | null;
  /** It was stored when the batch came: a batch before spoke of it, or an earlier try of this one. */
  storedBefore: boolean;
  /** It was known then that a message is of it. */
  seenBefore: boolean;
}

/** The identifiers that a batch speaks of, each once, in the order in which it speaks of them. */
export class Nodes implements Iterable<Node> {
  readonly all: Node[] = [];
  private readonly byKind = new Map<IdentifierKind, Map<string, Node>>(
    identifierKinds.map((kind) => [kind, new Map<string, Node>()]),
  );

  get({ kind, value }: LinkEnd): Node | undefined {
    return this.byKind.get(kind)!.get(value);
  }

  /** That of an identifier; it is made if the batch did not speak of it yet. */
  of(kind: IdentifierKind, value: string): Node {
    const ofKind = this.byKind.get(kind)!;
    const found = ofKind.get(value);
    if (found) return found;
    const made: Node = {
      kind,
      value,
      seen: false,
      strongest: false,
      under: null,
      id: null,
      number: null,
      profile: 0,
      batch: null,
      storedBefore: false,
      seenBefore: false,
    };
    ofKind.set(value, made);
    this.all.push(made);
    return made;
  }

  values(kind: IdentifierKind): string[] {
    return [...this.byKind.get(kind)!.keys()];
  }

  [Symbol.iterator](): Iterator<Node> {
    return this.all[Symbol.iterator]();
  }
}

/** Something of each link between nodes. */
export class LinkMap<T> {
  private readonly byKind: Record<LinkKind, Map<Node, Map<Node, T>>> = {
    together: new Map(),
    alias: new Map(),
    merge: new Map(),
  };

  get({ kind, from, to }: NodePair): T | undefined {
    return this.byKind[kind].get(from)?.get(to);
  }

  set({ kind, from, to }: NodePair, value: T): void {
    const ofKind = this.byKind[kind];
    const known = ofKind.get(from);
    if (known) known.set(to, value);
    else ofKind.set(from, new Map([[to, value]]));
  }

  values(): T[] {
    return Object.values(this.byKind).flatMap((ofKind) => [...ofKind.values()].flatMap((ends) => [...ends.values()]));
  }
}

/** Names a link: who said it how often does not matter. */
export interface NodePair {
  kind: LinkKind;
  from: Node;
  to: Node;
}
