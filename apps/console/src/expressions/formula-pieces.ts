import type { FormulaError } from '@cutline/segment-definition';

export interface FormulaPiece {
  text: string;
  kind: 'name' | 'plain';
  fault: boolean;
}

/** A definition in square brackets or an attribute in braces; a backslash takes the next character as it is. */
const name = /\[(?:\\.|[^\\\]])*\]|\{(?:\\.|[^\\}])*\}/gsu;

/** A formula's text in pieces, in order: names apart from the rest, and what is wrong apart from what is not. */
export function formulaPieces(text: string, error: FormulaError | null = null): FormulaPiece[] {
  const names = [...text.matchAll(name)].map(({ index, 0: found }) => ({ from: index, to: index + found.length }));
  const faults = error ? [atLeastOne(error, text.length)] : [];
  const within = (spans: { from: number; to: number }[], at: number): boolean =>
    spans.some(({ from, to }) => from <= at && at < to);
  const edges = [...names, ...faults].flatMap(({ from, to }) => [from, to]);
  const cuts = [...new Set([0, ...edges.filter((at) => at < text.length), text.length])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => ({
    text: text.slice(from, cuts[index + 1]),
    kind: within(names, from) ? 'name' : 'plain',
    fault: within(faults, from),
  }));
}

/** A fault at the very end has nothing to be under but the last character. */
function atLeastOne({ from, to }: FormulaError, length: number): { from: number; to: number } {
  return from >= length ? { from: Math.max(0, length - 1), to: length } : { from, to: Math.max(to, from + 1) };
}
