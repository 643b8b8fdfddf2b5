import type { ConstantComparison, EventFilter, LineFilter, ProductField } from '@cutline/segment-definition';
import { compileComparison, compileConstant } from './compile-comparison.ts';
import { compileLineField, compileParameter, lineColumns } from './compile-parameter.ts';
import type { SqlValue } from './compile-value.ts';
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
      const { passes, columns } = compileLineFilter(filter.where, context);
      if (filter.quantifier === 'some') return `arrayExists(${passes}, ${columns.join(', ')})`;
      return `(notEmpty(${columns[0]!}) AND arrayAll(${passes}, ${columns.join(', ')}))`;
    }
  }
}

/** A function of the fields of a product line, UInt8, never NULL: whether it passes the filter; and the columns of those fields, no others are read. */
function compileLineFilter(filter: LineFilter, context: SqlContext): { passes: string; columns: string[] } {
  const fields = new Set<ProductField>();
  const compile = (each: LineFilter): string => {
    if (each.type !== 'field') return compileGroup(each, compile);
    fields.add(each.field);
    return compileConstantComparison(compileLineField(each.field, context), each.comparison, context);
  };
  const where = compile(filter);
  // Without any it is the same of every line, which some column has to tell the number of.
  const used: ProductField[] = fields.size > 0 ? [...fields] : ['quantity'];
  const names = used.map((field) => lineColumns[field]).sort();
  return { passes: `(${names.join(', ')}) -> ${where}`, columns: names.map((name) => `products.${name}`) };
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
