import type { Aggregate, AggregateCondition, Comparison, Definitions, Operand } from '@cutline/segment-definition';
import type { Parameters } from './parameters.ts';

/** A condition on an aggregate, apart from where it stands: the same leaf of many segments is computed once. */
export interface Leaf {
  aggregate: Aggregate;
  comparison: Comparison;
  operand: Operand;
}

/** The leaf that a condition is. The aggregate must be among the definitions. */
export function leafOf(condition: AggregateCondition, definitions: Definitions): Leaf {
  const aggregate = definitions.get(condition.aggregate);
  if (aggregate?.kind !== 'aggregate') throw new Error(`There is no aggregate ${condition.aggregate}`);
  return { aggregate, comparison: condition.comparison, operand: condition.operand };
}

/** Leaves that mean the same have the same key: names, descriptions and ids of aggregates do not count. */
export function leafKey({ aggregate, comparison, operand }: Leaf): string {
  const { aggregator, actions, window } = aggregate;
  return JSON.stringify([aggregator, [...new Set(actions)].sort(), window, comparison, operand]);
}

/** UInt8 expression, never NULL: whether `value` stands so to the operand. A metric without value makes it false. */
export function compileComparison(
  value: string,
  comparison: Comparison,
  operand: Operand,
  parameters: Parameters,
): string {
  const right =
    operand.type === 'metric'
      ? parameters.threshold(operand.metric)
      : parameters.add('constant', 'Decimal(38, 8)', String(operand.value));
  const is = (operator: string): string => `ifNull(${value} ${operator} ${right}, 0)`;
  switch (comparison) {
    case 'equals':
      return is('=');
    case 'notEquals':
      return `NOT ${is('=')}`;
    case 'lessThan':
      return is('<');
    case 'atMost':
      return is('<=');
    case 'moreThan':
      return is('>');
    case 'atLeast':
      return is('>=');
  }
}

/** Whether the leaf holds for a profile without events, whose value is 0. */
export function compileHoldsForZero(leaf: Leaf, parameters: Parameters): string {
  return compileComparison('toDecimal128(0, 4)', leaf.comparison, leaf.operand, parameters);
}

/**
 * Bitmap of the profiles for which the leaf holds, from the bitmap of those that *differ* from a profile without
 * events: most profiles have no event, so that the set to be kept is the small one whichever way the comparison goes.
 */
export function compileLeafBitmap(leaf: Leaf, differing: string, base: string, parameters: Parameters): string {
  const zero = compileHoldsForZero(leaf, parameters);
  return `if(${zero}, bitmapAndnot(${base}, ${differing}), bitmapAnd(${base}, ${differing}))`;
}

/** Aggregate column that collects the differing profiles of a leaf over a scan whose value column is `value`. */
export function compileDiffering(leaf: Leaf, value: string, parameters: Parameters): string {
  const holds = compileComparison(value, leaf.comparison, leaf.operand, parameters);
  return `groupBitmapStateIf(profile, (${holds}) != (${compileHoldsForZero(leaf, parameters)}))`;
}
