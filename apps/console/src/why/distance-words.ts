import type { WhyNode, WhyRefinement } from '../api/contract.ts';
import { t } from '../language/messages.ts';
import { valueWords, type Figures } from './value-words.ts';

/** On which side of a line something is, and whether it should be there. */
export type Side =
  | 'above'
  | 'below'
  | 'over'
  | 'shortOf'
  | 'exactly'
  | 'notBeyond'
  | 'within'
  | 'aboveRange'
  | 'belowRange'
  | 'tooMuch'
  | 'tooLittle';

/** Comparisons that a value on the line does not pass. */
const strict = new Set(['moreThan', 'lessThan', 'notEquals']);

/** How far from the line a condition's value is: “3 short of the line”. Null where there is no such distance. */
export function distanceWords(node: WhyNode, figures: Figures, line = t.why.line): string | null {
  const side = sideOf(node);
  return side && t.why.distances[side](sizeOf(node.distance ?? '0', node.valueType, figures), line);
}

/** How far from a refinement's line somebody is. */
export function distanceFromCut({ distance, keep, rankedBy }: WhyRefinement, figures: Figures): string | null {
  if (distance === null) return null;
  const kept = isAbove(distance) === (keep === 'top');
  const side = isZero(distance) ? 'exactly' : sideOfLine(distance, kept);
  return t.why.distances[side](sizeOf(distance, rankedBy.type, figures), t.why.line);
}

/** Whether it asks for an event to have happened at all, however often. */
export function asksForAny({ type, comparison, operands }: WhyNode): boolean {
  return type === 'event' && comparison === 'atLeast' && operands[0]?.value === '1';
}

function sideOf(node: WhyNode): Side | null {
  const { comparison, distance, operands, holds } = node;
  if (asksForAny(node)) return null;
  if (comparison === 'between' && distance === null && holds) return 'within';
  if (distance === null || comparison === 'notEquals') return null;
  if (comparison === 'between') return isAbove(distance) ? 'aboveRange' : 'belowRange';
  if (isZero(distance)) return strict.has(comparison ?? '') ? 'notBeyond' : 'exactly';
  if (comparison === 'equals') return isAbove(distance) ? 'tooMuch' : 'tooLittle';
  return operands.length === 1 ? sideOfLine(distance, holds) : null;
}

function sideOfLine(distance: string, holds: boolean): Side {
  if (isAbove(distance)) return holds ? 'above' : 'over';
  return holds ? 'below' : 'shortOf';
}

function isAbove(distance: string): boolean {
  return !distance.startsWith('-');
}

function isZero(decimal: string): boolean {
  return /^-?[0.]+$/.test(decimal);
}

function sizeOf(distance: string, type: WhyNode['valueType'], figures: Figures): string {
  return valueWords(distance.replace(/^-/, ''), type ?? 'number', figures);
}
