import { type Decimal } from 'decimal.js';
import type { Aggregate } from '../aggregate.ts';
import type { DefinitionId, Definitions } from '../definition.ts';
import { evaluateAggregate } from './evaluate-aggregate.ts';
import { attributeOf } from './evaluate-attribute.ts';
import type { Context } from './evaluate-context.ts';
import type { EvaluatedEvent, EvaluatedProfile } from './evaluated-world.ts';
import { evaluateFormula } from './evaluate-formula.ts';
import type { Value } from './evaluate-value.ts';
import type { Expression } from '../expression.ts';
import { walkFormula } from '../formula.ts';
import type { ProfileValue } from '../metric.ts';

/** A profile with its events. */
export interface ProfileWithEvents {
  profile: EvaluatedProfile;
  events: EvaluatedEvent[];
}

/** A profile's value, every aggregate in it being adapted first (a refinement does so); null: no value. */
export function valueOfProfile(
  value: ProfileValue,
  of: ProfileWithEvents,
  definitions: Definitions,
  context: Context,
  adapt: (aggregate: Aggregate) => Aggregate,
): Value | null {
  if (value.type === 'aggregate') {
    const aggregate = definitionOf(definitions, value.aggregate, 'aggregate');
    return evaluateAggregate(adapt(aggregate), of.events, context).value;
  }
  const within = (part: ProfileValue): Value | null => valueOfProfile(part, of, definitions, context, adapt);
  return evaluateExpression(definitionOf(definitions, value.expression, 'expression'), of.profile, context, {
    aggregate: (aggregate) => within({ type: 'aggregate', aggregate }),
    expression: (expression) => within({ type: 'expression', expression }) as Decimal | null,
  });
}

/** An expression of one profile, over what its aggregates and expressions come to. */
export function evaluateExpression(
  { formula }: Expression,
  profile: EvaluatedProfile,
  context: Context,
  values: { aggregate: (id: DefinitionId) => Value | null; expression: (id: DefinitionId) => Decimal | null },
): Decimal | null {
  return evaluateFormula(formula, {
    ...context,
    ...values,
    attribute: (attribute) => attributeOf(profile, attribute, context),
    metric: () => null,
  });
}

/** The aggregates that a value is made of, through expressions. */
export function aggregatesIn(value: ProfileValue, definitions: Definitions): DefinitionId[] {
  if (value.type === 'aggregate') return [value.aggregate];
  const { formula } = definitionOf(definitions, value.expression, 'expression');
  return [...walkFormula(formula)].flatMap(([, node]) =>
    node.type === 'aggregate' || node.type === 'expression' ? aggregatesIn(node, definitions) : [],
  );
}

/** Throws where there is no such definition; valid definitions refer to none that is missing. */
export function definitionOf<K extends 'aggregate' | 'expression'>(
  definitions: Definitions,
  id: DefinitionId,
  kind: K,
): Extract<ReturnType<Definitions['get']>, { kind: K }> {
  const found = definitions.get(id);
  if (found?.kind !== kind) throw new Error(`There is no ${kind} ${id}.`);
  return found as Extract<typeof found, { kind: K }>;
}
