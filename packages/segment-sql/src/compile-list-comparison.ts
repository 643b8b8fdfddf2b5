import type { Comparison } from '@cutline/segment-definition';
import { isSetSql } from './compile-value.ts';
import type { Parameters } from './parameters.ts';

/** Comparisons of lists. */
export type ListComparison = Extract<Comparison, { values: string[] } | { length: number }>;

const operators = { lengthEquals: '=', lengthAtLeast: '>=', lengthAtMost: '<=' } as const;

/** UInt8, never NULL: whether a list (Tuple(Bool, Array(String))) compares so. */
export function compileListComparison(list: string, comparison: ListComparison, parameters: Parameters): string {
  const texts = `tupleElement(${list}, 2)`;
  if ('length' in comparison) {
    const length = parameters.add('length', 'UInt64', comparison.length);
    return `(${isSetSql({ sql: list, type: 'list' })} AND length(${texts}) ${operators[comparison.type]} ${length})`;
  }
  const values = parameters.add('texts', 'Array(String)', comparison.values);
  switch (comparison.type) {
    case 'containsAny':
      return `hasAny(${texts}, ${values})`;
    case 'containsAll':
      return `hasAll(${texts}, ${values})`;
    case 'containsNone':
      return `not(hasAny(${texts}, ${values}))`;
  }
}
