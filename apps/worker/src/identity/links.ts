import { strength, type IdentifierKind } from './identifier-kinds.ts';

/**
 * `together`: both stood in one message, `from` the weaker, `to` its strongest. `alias`: a message said that `from` is now `to`. `merge`: a
 * person said so.
 */
export type LinkKind = 'together' | 'alias' | 'merge';

/** When something was said: the order of everything in identity. */
export interface SaidAt {
  /** Milliseconds since 1970. */
  time: number;
  messageId: string;
}

/** Somebody said that two identifiers are of one person. */
export interface Link extends SaidAt {
  from: LinkEnd;
  to: LinkEnd;
  kind: LinkKind;
}

export interface LinkEnd {
  kind: IdentifierKind;
  /** Normalised. */
  value: string;
}

const kindOrder: Record<LinkKind, number> = { together: 0, alias: 1, merge: 2 };

/**
 * Orders by time, then message id; what one message says has an order too, so that nothing depends on the order in which things arrive.
 */
export function compareLinks(a: Link, b: Link): number {
  return (
    compareSaid(a, b) || kindOrder[a.kind] - kindOrder[b.kind] || compareEnds(a.from, b.from) || compareEnds(a.to, b.to)
  );
}

/** Orders by time, then message id. */
export function compareSaid(a: SaidAt, b: SaidAt): number {
  return a.time - b.time || compareBytes(a.messageId, b.messageId);
}

function compareEnds(a: LinkEnd, b: LinkEnd): number {
  return strength[a.kind] - strength[b.kind] || compareBytes(a.value, b.value);
}

/** As PostgreSQL's "C" and ClickHouse do: by UTF-8, in which what JavaScript writes as two surrogates comes last. */
function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return inUtf8(x) - inUtf8(y);
  }
  return a.length - b.length;
}

function inUtf8(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
