import {
  comparisonsOf,
  type Comparison,
  type Constant,
  type Operand,
  type ValueType,
} from '@cutline/segment-definition';
import fc from 'fast-check';
import type { Calendar } from './generate-calendar.ts';
import { integer, listText, money, number, partOfText, pattern, text } from './generate-values.ts';
import { calendarUnit, momentIn, window } from './generate-windows.ts';

export interface ComparisonSurroundings {
  calendar: Calendar;
  /** The workspace's. */
  currency: string;
}

/**
 * Every comparison that values of a type have. `operands` are the definitions that such a value may be compared with; within
 * events there are none.
 */
export function comparisonOf<T extends Comparison>(
  type: ValueType,
  { calendar, currency }: ComparisonSurroundings,
  operands: Operand[] = [],
): fc.Arbitrary<T> {
  const constant = constantOf(type, currency);
  const operand: fc.Arbitrary<Operand> =
    operands.length > 0 ? fc.oneof(constant, fc.constantFrom(...operands)) : constant;
  const ignoreCase = type === 'string' ? { ignoreCase: fc.constantFrom(undefined, true, false) } : {};
  return fc.constantFrom(...comparisonsOf[type]).chain((comparison): fc.Arbitrary<unknown> => {
    const named = { type: fc.constant(comparison) };
    switch (comparison) {
      case 'equals':
      case 'notEquals':
        return fc.record({ ...named, operand, ...ignoreCase });
      case 'lessThan':
      case 'atMost':
      case 'moreThan':
      case 'atLeast':
        return fc.record({ ...named, operand });
      case 'between':
        return fc.tuple(operand, operand).map(([a, b]) => ({ type: comparison, ...ascending(a, b) }));
      case 'in':
      case 'notIn': {
        const values = fc.uniqueArray(
          constant.map(({ value }) => value),
          { minLength: 1, maxLength: 3 },
        );
        return fc.record({ ...named, values, ...ignoreCase });
      }
      case 'contains':
      case 'notContains':
      case 'startsWith':
      case 'endsWith':
        return fc.record({ ...named, text: fc.oneof({ weight: 3, arbitrary: partOfText }, text), ...ignoreCase });
      case 'matches':
        return fc.record({ ...named, pattern, ...ignoreCase });
      case 'before':
      case 'after':
      case 'on':
        return fc.record({ ...named, moment: momentIn(calendar) });
      case 'within':
        return fc.record({ ...named, window: window(calendar) });
      case 'withinNext':
        return fc.record({ ...named, count: fc.integer({ min: 1, max: 8 }), unit: calendarUnit });
      case 'containsAny':
      case 'containsAll':
      case 'containsNone':
        return fc.record({ ...named, values: fc.uniqueArray(listText, { minLength: 1, maxLength: 3 }) });
      case 'lengthEquals':
      case 'lengthAtLeast':
      case 'lengthAtMost':
        return fc.record({ ...named, length: fc.integer({ min: 0, max: 4 }) });
      case 'isSet':
      case 'isNotSet':
      case 'isTrue':
      case 'isFalse':
      case 'sameDay':
      case 'sameMonth':
        return fc.record(named);
    }
  }) as fc.Arbitrary<T>;
}

/** Of constants the lesser comes first: nothing lies between them the other way round. */
function ascending(a: Operand, b: Operand): { from: Operand; to: Operand } {
  const swap = a.type === 'constant' && b.type === 'constant' && a.value > b.value;
  return swap ? { from: b, to: a } : { from: a, to: b };
}

function constantOf(type: ValueType, currency: string): fc.Arbitrary<Constant> {
  const value = valueOf(type);
  const said = type === 'money' ? fc.constantFrom(undefined, currency) : fc.constant(undefined);
  return fc
    .record({ value, said })
    .map(({ value, said }) => ({ type: 'constant', value, ...(said && { currency: said }) }));
}

function valueOf(type: ValueType): fc.Arbitrary<number | string> {
  switch (type) {
    case 'integer':
      return integer;
    case 'number':
      return number;
    case 'money':
      return money;
    default:
      return text;
  }
}
