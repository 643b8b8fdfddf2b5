import {
  walkFormula,
  type Aggregate,
  type Definitions,
  type Formula,
  type ProfileValue,
} from '@cutline/segment-definition';
import { compileFormula } from './compile-formula.ts';
import type { SqlValue } from './compile-value.ts';
import { aggregateOf, formulaOf } from './meaning.ts';
import type { ProfileValues } from './profile-values.ts';
import type { SqlContext } from './sql-context.ts';

/** A profile's aggregate or expression, from what the profile holds. Expressions are numbers. */
export function compileProfileValue(
  value: ProfileValue,
  profile: ProfileValues,
  definitions: Definitions,
  context: SqlContext,
): SqlValue {
  if (value.type === 'aggregate') return profile.aggregate(aggregateOf(value.aggregate, definitions));
  const sql = compileFormula(
    formulaOf(value.expression, definitions),
    (node) => {
      switch (node.type) {
        case 'aggregate':
        case 'expression':
          return compileProfileValue(node, profile, definitions, context);
        case 'attribute':
          return profile.attribute(node.attribute);
        case 'metric':
          throw new Error('An expression has no metrics');
      }
    },
    context,
  );
  return { sql, type: 'number' };
}

/** The aggregates that a value is made of, through expressions. */
export function aggregatesUnder(value: ProfileValue, definitions: Definitions): [string, Aggregate][] {
  if (value.type === 'aggregate') return [[value.aggregate, aggregateOf(value.aggregate, definitions)]];
  return formulaValues(formulaOf(value.expression, definitions)).flatMap((each) => aggregatesUnder(each, definitions));
}

/** Whether a value reads attributes, through expressions. */
export function readsAttributes(value: ProfileValue, definitions: Definitions): boolean {
  if (value.type === 'aggregate') return false;
  const formula = formulaOf(value.expression, definitions);
  const nodes = [...walkFormula(formula)].map(([, node]) => node);
  return (
    nodes.some((node) => node.type === 'attribute') ||
    formulaValues(formula).some((each) => readsAttributes(each, definitions))
  );
}

function formulaValues(formula: Formula): ProfileValue[] {
  return [...walkFormula(formula)].flatMap(([, node]) =>
    node.type === 'aggregate' || node.type === 'expression' ? [node] : [],
  );
}
