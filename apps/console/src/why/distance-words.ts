import type { WhyNode, WhyRefinement } from '../api/contract.ts';
import { valueWords, type Figures } from './value-words.ts';

/** Comparisons that a value on the line does not pass. */
const strict = new Set(['moreThan', 'lessThan', 'notEquals']);

/** How far from the line a condition's value is: “3 short of the line”. Null where there is no such distance. */
export function distanceWords(node: WhyNode, figures: Figures): string | null {
  const { comparison, distance, operands, holds } = node;
  if (asksForAny(node)) return null;
  if (comparison === 'between' && distance === null && holds) return 'within the range';
  if (distance === null || comparison === 'notEquals') return null;
  const far = sizeOf(distance, node.valueType, figures);
  const above = !distance.startsWith('-');
  if (comparison === 'between') return `${far} ${above ? 'above' : 'below'} the range`;
  if (isZero(distance))
    return strict.has(comparison ?? '') ? 'exactly on the line, which is not enough' : 'exactly on the line';
  if (comparison === 'equals') return `${far} too ${above ? 'much' : 'little'}`;
  if (operands.length !== 1) return null;
  if (holds) return `${far} ${above ? 'above' : 'below'} the line`;
  return above ? `${far} over the line` : `${far} short of the line`;
}

/** How far from a refinement's line somebody is. */
export function distanceFromCut({ distance, keep, rankedBy }: WhyRefinement, figures: Figures): string | null {
  if (distance === null) return null;
  if (isZero(distance)) return 'exactly on the line';
  const above = !distance.startsWith('-');
  const far = sizeOf(distance, rankedBy.type, figures);
  if (above === (keep === 'top')) return `${far} ${above ? 'above' : 'below'} the line`;
  return above ? `${far} over the line` : `${far} short of the line`;
}

/** Whether it asks for an event to have happened at all, however often. */
export function asksForAny({ type, comparison, operands }: WhyNode): boolean {
  return type === 'event' && comparison === 'atLeast' && operands[0]?.value === '1';
}

function isZero(decimal: string): boolean {
  return /^-?[0.]+$/.test(decimal);
}

function sizeOf(distance: string, type: WhyNode['valueType'], figures: Figures): string {
  return valueWords(distance.replace(/^-/, ''), type ?? 'number', figures);
}
