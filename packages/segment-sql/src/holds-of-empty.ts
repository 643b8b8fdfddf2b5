import {
  aggregateOfCondition,
  emptyValueOf,
  timesOf,
  type Comparison,
  type Definitions,
  type Operand,
} from '@cutline/segment-definition';
import { aggregateOf, type Leaf } from './meaning.ts';

/** Whether a leaf holds for a profile of which nothing is stored; undefined where that cannot be told without computing it. */
export function holdsOfEmpty(leaf: Leaf, definitions: Definitions): boolean | undefined {
  switch (leaf.type) {
    case 'aggregate':
      return compareEmpty(emptyValueOf(aggregateOf(leaf.aggregate, definitions)), leaf.comparison);
    case 'event':
      return compareEmpty(emptyValueOf(aggregateOfCondition(leaf)), timesOf(leaf));
    case 'attribute':
      return compareEmpty(undefined, leaf.comparison);
    case 'sequence':
      return false;
    case 'consent':
      return !leaf.is;
    case 'expression':
      return undefined;
  }
}

/** How no value (undefined) compares with anything, and a count or a sum of nothing with a number that is written down. */
function compareEmpty(value: ReturnType<typeof emptyValueOf>, comparison: Comparison): boolean | undefined {
  if (value === false) return undefined;
  const compared = (operand: Operand, holds: (constant: number) => boolean): boolean | undefined => {
    if (value === undefined) return false;
    return operand.type === 'constant' && typeof operand.value === 'number' ? holds(operand.value) : undefined;
  };
  switch (comparison.type) {
    case 'equals':
      return compared(comparison.operand, (constant) => constant === 0);
    case 'lessThan':
      return compared(comparison.operand, (constant) => constant > 0);
    case 'atMost':
      return compared(comparison.operand, (constant) => constant >= 0);
    case 'moreThan':
      return compared(comparison.operand, (constant) => constant < 0);
    case 'atLeast':
      return compared(comparison.operand, (constant) => constant <= 0);
    default:
      return undefined;
  }
}
