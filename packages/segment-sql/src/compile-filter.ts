import type { EventFilter, LineFilter } from '@cutline/segment-definition';
import { compileComparison, compileConstant } from './compile-comparison.ts';
import { compileLineField, compileParameter } from './compile-parameter.ts';
import type { SqlValue } from './compile-value.ts';
import type { ConstantComparison } from '@cutline/segment-definition';
import type { SqlContext } from './sql-context.ts';

/** UInt8, never NULL, over the columns of `eventsSource`: whether an event passes the filter. */
export function compileEventFilter(filter: EventFilter, context: SqlContext): string {
  switch (filter.type) {
    case 'all':
    case 'any':
    case 'not':
      return compileGroup(filter, (each) => compileEventFilter(each, context));
    case 'parameter':
      return compileConstantComparison(compileParameter(filter.parameter, context), filter.comparison, context);
    case 'products': {
      const where = compileLineFilter(filter.where, context);
      if (filter.quantifier === 'some') return `arrayExists(line -> ${where}, products)`;
      return `(notEmpty(products) AND arrayAll(line -> ${where}, products))`;
    }
  }
}

/** UInt8, never NULL: whether the product line `line` passes the filter. */
function compileLineFilter(filter: LineFilter, context: SqlContext): string {
  if (filter.type !== 'field') return compileGroup(filter, (each) => compileLineFilter(each, context));
  return compileConstantComparison(compileLineField(filter.field, 'line', context), filter.comparison, context);
}

function compileGroup<Filter>(
  group: { type: 'all' | 'any'; of: Filter[] } | { type: 'not'; of: Filter },
  compile: (filter: Filter) => string,
): string {
  if (group.type === 'not') return `not(${compile(group.of)})`;
  if (group.of.length === 0) return group.type === 'all' ? '1' : '0';
  return `(${group.of.map(compile).join(group.type === 'all' ? ' AND ' : ' OR ')})`;
}

function compileConstantComparison(value: SqlValue, comparison: ConstantComparison, context: SqlContext): string {
  return compileComparison(
    value,
    comparison,
    (operand) => compileConstant(operand, value.type, context.parameters),
    context,
  );
}
