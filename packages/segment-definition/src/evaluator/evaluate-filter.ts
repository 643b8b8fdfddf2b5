import type { ConstantComparison } from '../comparison.ts';
import { compare, constantValue } from './evaluate-comparison.ts';
import type { Context } from './evaluate-context.ts';
import type { EvaluatedEvent, EvaluatedProductLine } from './evaluated-world.ts';
import { valueOf, valueOfLine } from './evaluate-parameter.ts';
import type { Value } from './evaluate-value.ts';
import type { EventFilter, LineFilter } from '../event-filter.ts';

/** Whether an event passes a filter. */
export function passes(event: EvaluatedEvent, filter: EventFilter, context: Context): boolean {
  switch (filter.type) {
    case 'all':
      return filter.of.every((each) => passes(event, each, context));
    case 'any':
      return filter.of.some((each) => passes(event, each, context));
    case 'not':
      return !passes(event, filter.of, context);
    case 'parameter':
      return compareWithConstants(valueOf(event, filter.parameter, context), filter.comparison, context);
    case 'products': {
      const satisfying = event.products.filter((line) => linePasses(line, event, filter.where, context));
      if (filter.quantifier === 'some') return satisfying.length > 0;
      return event.products.length > 0 && satisfying.length === event.products.length;
    }
  }
}

function linePasses(line: EvaluatedProductLine, event: EvaluatedEvent, filter: LineFilter, context: Context): boolean {
  switch (filter.type) {
    case 'all':
      return filter.of.every((each) => linePasses(line, event, each, context));
    case 'any':
      return filter.of.some((each) => linePasses(line, event, each, context));
    case 'not':
      return !linePasses(line, event, filter.of, context);
    case 'field':
      return compareWithConstants(valueOfLine(line, filter.field, event, context), filter.comparison, context);
  }
}

function compareWithConstants(value: Value | null, comparison: ConstantComparison, context: Context): boolean {
  return compare(
    value,
    comparison,
    (operand) => (operand.type === 'constant' ? constantValue(operand) : null),
    context,
  );
}
