import { type Decimal } from 'decimal.js';
import type { Operand } from '../comparison.ts';
import type { Condition } from '../condition.ts';
import type { DefinitionId } from '../definition.ts';
import { agreedTo, attributeOf } from './evaluate-attribute.ts';
import { compare, constantValue } from './evaluate-comparison.ts';
import type { Context } from './evaluate-context.ts';
import type { EvaluatedEvent, EvaluatedProfile } from './evaluated-world.ts';
import { countedEvents } from './evaluate-selection.ts';
import { holdsSequence } from './evaluate-sequence.ts';
import { exact, type Value } from './evaluate-value.ts';
import { timesOf } from '../event-condition.ts';

/** What a condition needs to know of one profile. Null: no value. */
export interface ProfileFacts {
  profile: EvaluatedProfile;
  /** The profile's, of the batches that are read. */
  events: EvaluatedEvent[];
  aggregate: (id: DefinitionId) => Value | null;
  expression: (id: DefinitionId) => Decimal | null;
  metric: (id: DefinitionId) => Decimal | null;
  isMember: (segment: DefinitionId) => boolean;
}

/** Whether a condition holds for a profile. */
export function evaluateCondition(condition: Condition, facts: ProfileFacts, context: Context): boolean {
  const operandOf = (operand: Operand): Value | null => {
    switch (operand.type) {
      case 'constant':
        return constantValue(operand);
      case 'metric':
        return facts.metric(operand.metric);
      case 'aggregate':
        return facts.aggregate(operand.aggregate);
      case 'expression':
        return facts.expression(operand.expression);
    }
  };
  switch (condition.type) {
    case 'all':
      return condition.of.every((each) => evaluateCondition(each, facts, context));
    case 'any':
      return condition.of.some((each) => evaluateCondition(each, facts, context));
    case 'not':
      return !evaluateCondition(condition.of, facts, context);
    case 'attribute':
      return compare(
        attributeOf(facts.profile, condition.attribute, context),
        condition.comparison,
        operandOf,
        context,
      );
    case 'aggregate':
      return compare(facts.aggregate(condition.aggregate), condition.comparison, operandOf, context);
    case 'expression':
      return compare(facts.expression(condition.expression), condition.comparison, operandOf, context);
    case 'event': {
      const times = exact(countedEvents(facts.events, condition, context).length);
      return compare(times, timesOf(condition), operandOf, context);
    }
    case 'sequence':
      return holdsSequence(condition, facts.events, context);
    case 'segment':
      return facts.isMember(condition.segment) === condition.is;
    case 'consent':
      return agreedTo(facts.profile, condition.channel, context) === condition.is;
  }
}
