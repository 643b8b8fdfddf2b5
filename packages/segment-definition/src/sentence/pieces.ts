import type { LeafCondition } from '../condition.ts';
import type { Refinement } from '../refinement.ts';

/** A piece of a sentence about a segment; all its pieces together are the sentence, blanks included. */
export interface Piece {
  text: string;
  /** The condition that these are the words of, or the refinement. */
  of?: LeafCondition | Refinement;
  /** How these words join what stands before and after them. */
  joins?: 'and' | 'or' | 'except';
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

const place = '\u0000';

/** What a message says around something that is in pieces; `joins` is what the words before it do. */
export function around(message: (inner: string) => string, inner: readonly Piece[], joins?: Piece['joins']): Piece[] {
  const [before = '', after = ''] = message(place).split(place);
  return [{ text: before, ...(joins && { joins }) }, ...inner, { text: after }].filter(({ text }) => text !== '');
}
