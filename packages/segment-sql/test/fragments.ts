import { aggregateOfCondition, type Aggregate, type Definition, type LeafCondition } from '@cutline/segment-definition';
import { compileAggregate } from '../src/compile-aggregate.ts';
import { compileComparison } from '../src/compile-comparison.ts';
import { compileEventFilter } from '../src/compile-filter.ts';
import { compileFormula } from '../src/compile-formula.ts';
import { constantSql } from '../src/compile-value.ts';
import { compileWindow } from '../src/compile-window.ts';
import { Parameters } from '../src/parameters.ts';
import type { Evaluation, Statement } from '../src/index.ts';
import type { Shape } from './shapes.ts';

/** Of the shapes of these groups only a part is their own; the statement around it stands where conditions do. */
export const fragments: Readonly<Record<string, (shape: Shape, evaluation: Evaluation) => Statement>> = {
  aggregators: (shape, evaluation) =>
    fragment(evaluation, (context) => compileAggregate(aggregateOf(shape), context).value.sql),
  windows: (shape, evaluation) => fragment(evaluation, (context) => compileWindow(aggregateOf(shape).window, context)),
  filters: (shape, evaluation) =>
    fragment(evaluation, (context) => compileEventFilter(aggregateOf(shape).filter!, context)),
  comparisons: (shape, evaluation) =>
    fragment(evaluation, (context) => {
      const leaf = leafOf(shape);
      if (leaf.type !== 'attribute') throw new Error('Comparisons are of attributes here');
      const { type } = leaf.attribute;
      return compileComparison(
        { sql: 'value', type },
        leaf.comparison,
        (operand) => {
          if (operand.type !== 'constant') throw new Error('Only constants here');
          return constantSql(operand.value, type, context.parameters);
        },
        context,
      );
    }),
  formulas: (shape, evaluation) =>
    fragment(evaluation, (context) => {
      const leaf = leafOf(shape);
      const expression = leaf.type === 'expression' ? shape.definitions.get(leaf.expression) : undefined;
      if (expression?.kind !== 'expression') throw new Error('There is no expression');
      return compileFormula(
        expression.formula,
        (node) =>
          node.type === 'attribute'
            ? { sql: node.attribute.name, type: node.attribute.type }
            : { sql: `value_${JSON.stringify(node).replaceAll(/\D/g, '').slice(-1)}`, type: 'number' },
        context,
      );
    }),
};

function fragment(
  evaluation: Evaluation,
  compile: (context: { evaluation: Evaluation; parameters: Parameters }) => string,
): Statement {
  const parameters = new Parameters();
  return parameters.statement(`SELECT ${compile({ evaluation, parameters })}`);
}

function leafOf({ definitions, point }: Shape): LeafCondition {
  const segment: Definition | undefined = definitions.get(point);
  if (segment?.kind !== 'segment' || ['all', 'any', 'not'].includes(segment.where.type))
    throw new Error('The point is a segment of one condition');
  return segment.where as LeafCondition;
}

function aggregateOf(shape: Shape): Aggregate {
  const leaf = leafOf(shape);
  if (leaf.type === 'event') return aggregateOfCondition(leaf);
  const found = leaf.type === 'aggregate' ? shape.definitions.get(leaf.aggregate) : undefined;
  if (found?.kind !== 'aggregate') throw new Error('There is no aggregate');
  return found;
}
