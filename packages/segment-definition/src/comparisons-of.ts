import type { Comparison, ComparisonType, Operand } from './comparison.ts';
import type { ValueType } from './value-type.ts';

const numeric = ['equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast', 'between', 'in', 'notIn'] as const;
const always = ['isSet', 'isNotSet'] as const;

/** The comparisons that each type of value has. */
export const comparisonsOf: Readonly<Record<ValueType, readonly ComparisonType[]>> = {
  string: [
    'equals',
    'notEquals',
    'contains',
    'notContains',
    'startsWith',
    'endsWith',
    'matches',
    'in',
    'notIn',
    ...always,
  ],
  boolean: ['isTrue', 'isFalse', ...always],
  integer: [...numeric, ...always],
  number: [...numeric, ...always],
  money: [...numeric, ...always],
  datetime: ['before', 'after', 'on', 'within', 'withinNext', 'sameDay', 'sameMonth', ...always],
  list: ['containsAny', 'containsAll', 'containsNone', 'lengthEquals', 'lengthAtLeast', 'lengthAtMost', ...always],
};

/** What a comparison compares with, in order: none, one or two. */
export function operandsOf(comparison: Comparison): Operand[] {
  switch (comparison.type) {
    case 'equals':
    case 'notEquals':
    case 'lessThan':
    case 'atMost':
    case 'moreThan':
    case 'atLeast':
      return [comparison.operand];
    case 'between':
      return [comparison.from, comparison.to];
    default:
      return [];
  }
}
