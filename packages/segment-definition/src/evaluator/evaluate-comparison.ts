import { type Decimal } from 'decimal.js';
import type { Comparison, Constant, Operand } from '../comparison.ts';
import type { Context } from './evaluate-context.ts';
import { compareInstant } from './evaluate-comparison-of-instants.ts';
import { compareList } from './evaluate-comparison-of-lists.ts';
import { compareText, sameText } from './evaluate-comparison-of-texts.ts';
import { exact, isDecimal, isInstant, type Value } from './evaluate-value.ts';

/** What a constant is; validation sees to its being of the type that it is compared with. */
export function constantValue({ value }: Pick<Constant, 'value'>): Value {
  return typeof value === 'number' ? exact(value) : value;
}

/**
 * Whether a value compares so. Null is no value: every positive comparison with it is false, and each negative one is the
 * opposite of its positive one, which is asked for here. `operandOf` finds what stands on the right.
 */
export function compare(
  value: Value | null,
  comparison: Comparison,
  operandOf: (operand: Operand) => Value | null,
  context: Context,
): boolean {
  const opposite = (positive: Comparison): boolean => !compare(value, positive, operandOf, context);
  switch (comparison.type) {
    case 'isSet':
      return value !== null;
    case 'isNotSet':
      return opposite({ type: 'isSet' });
    case 'isTrue':
      return value === true;
    case 'isFalse':
      return value === false;
    case 'equals':
      return isSame(value, operandOf(comparison.operand), comparison.ignoreCase);
    case 'notEquals':
      return opposite({ ...comparison, type: 'equals' });
    case 'in':
      return comparison.values.some((each) => isSame(value, constantValue({ value: each }), comparison.ignoreCase));
    case 'notIn':
      return opposite({ ...comparison, type: 'in' });
    case 'notContains':
      return opposite({ ...comparison, type: 'contains' });
    case 'containsNone':
      return opposite({ ...comparison, type: 'containsAny' });
    case 'lessThan':
      return areNumbers(value, operandOf(comparison.operand), (left, right) => left.lessThan(right));
    case 'atMost':
      return areNumbers(value, operandOf(comparison.operand), (left, right) => left.lessThanOrEqualTo(right));
    case 'moreThan':
      return areNumbers(value, operandOf(comparison.operand), (left, right) => left.greaterThan(right));
    case 'atLeast':
      return areNumbers(value, operandOf(comparison.operand), (left, right) => left.greaterThanOrEqualTo(right));
    case 'between':
      return (
        areNumbers(value, operandOf(comparison.from), (left, right) => left.greaterThanOrEqualTo(right)) &&
        areNumbers(value, operandOf(comparison.to), (left, right) => left.lessThanOrEqualTo(right))
      );
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'matches':
      return typeof value === 'string' && compareText(value, comparison);
    case 'before':
    case 'after':
    case 'on':
    case 'within':
    case 'withinNext':
    case 'sameDay':
    case 'sameMonth':
      return isInstant(value) && compareInstant(value.instant, comparison, context);
    case 'containsAny':
    case 'containsAll':
    case 'lengthEquals':
    case 'lengthAtLeast':
    case 'lengthAtMost':
      return Array.isArray(value) && compareList(value, comparison);
  }
}

function isSame(left: Value | null, right: Value | null, ignoreCase = false): boolean {
  if (typeof left === 'string' && typeof right === 'string') return sameText(left, right, ignoreCase);
  return areNumbers(left, right, (one, other) => one.equals(other));
}

function areNumbers(
  left: Value | null,
  right: Value | null,
  holds: (left: Decimal, right: Decimal) => boolean,
): boolean {
  return isDecimal(left) && isDecimal(right) && holds(left, right);
}
