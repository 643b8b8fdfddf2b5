import type { WhyNode, WhyRefinement } from '../api/contract.ts';
import { formatValue } from '../figures/value.ts';

/** What figures are written with: the workspace's currency and time zone. */
export interface Figures {
  currency: string;
  timeZone: string;
}

/** Comparisons that a value on the line does not pass. */
const strict = new Set(['moreThan', 'lessThan', 'notEquals']);

/** How far from the line a condition's value is: “3 short of the line”. Null where there is no such distance. */
export function distanceWords(node: WhyNode, figures: Figures): string | null {
  const { comparison, distance, operands, holds } = node;
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

function isZero(decimal: string): boolean {
  return /^-?[0.]+$/.test(decimal);
}

function sizeOf(distance: string, type: WhyNode['valueType'], figures: Figures): string {
  return formatValue(distance.replace(/^-/, ''), type ?? 'number', figures);
}
