import type { Comparison, Operand, ValueType } from '@cutline/segment-definition';
import { compileDateTimeComparison } from './compile-datetime-comparison.ts';
import { compileListComparison } from './compile-list-comparison.ts';
import { casedSql, compileTextComparison, compileTextIn } from './compile-text-comparison.ts';
import { constantSql, decimalType, isSetSql, type SqlValue } from './compile-value.ts';
import { once } from './once.ts';
import type { Parameters } from './parameters.ts';
import type { SqlContext } from './sql-context.ts';

/** The SQL of a constant that is compared with a value of a type. @throws Error where the operand is not a constant */
export function compileConstant(operand: Operand, type: ValueType, parameters: Parameters): SqlValue {
  if (operand.type !== 'constant') throw new Error(`Only constants can be compared with here, not a ${operand.type}`);
  return constantSql(operand.value, type, parameters);
}

/**
 * UInt8, never NULL: whether a value compares so. With no value on either side the positive comparisons are false; the
 * negative ones (`notEquals` …) are their opposites. `operand` gives the SQL of what is compared with.
 */
export function compileComparison(
  value: SqlValue,
  comparison: Comparison,
  operand: (operand: Operand) => SqlValue,
  context: SqlContext,
): string {
  const opposite = (positive: Comparison): string => `not(${compileComparison(value, positive, operand, context)})`;
  const { parameters } = context;
  const left = value.sql;
  switch (comparison.type) {
    case 'isSet':
      return isSetSql(value);
    case 'isTrue':
      return orFalse(`${left} = true`);
    case 'isFalse':
      return orFalse(`${left} = false`);
    case 'equals': {
      const cased = (text: string): string => casedSql(text, comparison.ignoreCase);
      return orFalse(`${cased(left)} = ${cased(operand(comparison.operand).sql)}`);
    }
    case 'lessThan':
      return orFalse(`${left} < ${operand(comparison.operand).sql}`);
    case 'atMost':
      return orFalse(`${left} <= ${operand(comparison.operand).sql}`);
    case 'moreThan':
      return orFalse(`${left} > ${operand(comparison.operand).sql}`);
    case 'atLeast':
      return orFalse(`${left} >= ${operand(comparison.operand).sql}`);
    case 'between': {
      const parts = { it: left, least: operand(comparison.from).sql, most: operand(comparison.to).sql };
      return orFalse(once(parts, 'it >= least AND it <= most'));
    }
    case 'in': {
      if (value.type === 'string') return orFalse(compileTextIn(left, comparison, parameters));
      return orFalse(`${left} IN ${parameters.add('numbers', `Array(${decimalType})`, comparison.values.map(Number))}`);
    }
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'matches':
      return orFalse(compileTextComparison(left, comparison, parameters));
    case 'before':
    case 'after':
    case 'on':
    case 'within':
    case 'withinNext':
    case 'sameDay':
    case 'sameMonth':
      return orFalse(compileDateTimeComparison(left, comparison, context));
    case 'containsAny':
    case 'containsAll':
    case 'containsNone':
    case 'lengthEquals':
    case 'lengthAtLeast':
    case 'lengthAtMost':
      return compileListComparison(left, comparison, parameters);
    case 'isNotSet':
      return opposite({ type: 'isSet' });
    case 'notEquals':
      return opposite({ ...comparison, type: 'equals' });
    case 'notContains':
      return opposite({ ...comparison, type: 'contains' });
    case 'notIn':
      return opposite({ ...comparison, type: 'in' });
  }
}

/** A condition where something has no value is NULL. */
function orFalse(condition: string): string {
  return `ifNull(${condition}, 0)`;
}
