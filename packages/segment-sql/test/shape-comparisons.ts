import { comparisonsOf, type Comparison, type ValueType } from '@cutline/segment-definition';
import { constant } from './shape-parts.ts';

/** One of each comparison that a type has. */
export function comparisonsFor(type: ValueType): Comparison[] {
  return comparisonsOf[type].map((each): Comparison => {
    const value = type === 'string' ? 'Köln' : 2.5;
    switch (each) {
      case 'equals':
      case 'notEquals':
        return { type: each, operand: constant(value), ...(type === 'string' && { ignoreCase: true }) };
      case 'lessThan':
      case 'atMost':
      case 'moreThan':
      case 'atLeast':
        return { type: each, operand: constant(value) };
      case 'between':
        return { type: each, from: constant(1), to: constant(2.5) };
      case 'contains':
      case 'notContains':
      case 'startsWith':
      case 'endsWith':
        return { type: each, text: 'öl' };
      case 'matches':
        return { type: each, pattern: '^K.*n$' };
      case 'in':
      case 'notIn':
        return { type: each, values: type === 'string' ? ['Köln', 'Bonn'] : [1, 2.5] };
      case 'before':
      case 'after':
      case 'on':
        return { type: each, moment: '2025-05-01' };
      case 'within':
        return { type: each, window: { type: 'last', count: 3, unit: 'month' } };
      case 'withinNext':
        return { type: each, count: 7, unit: 'day' };
      case 'containsAny':
      case 'containsAll':
      case 'containsNone':
        return { type: each, values: ['a', 'b'] };
      case 'lengthEquals':
      case 'lengthAtLeast':
      case 'lengthAtMost':
        return { type: each, length: 2 };
      default:
        return { type: each };
    }
  });
}
