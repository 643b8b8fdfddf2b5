import { Decimal } from 'decimal.js';
import type { Comparison, Condition, Operand } from './condition.ts';
import type { DefinitionId } from './definition.ts';

/** What a condition needs to know of one profile. */
export interface ProfileFacts {
  aggregate(id: DefinitionId): Decimal;
  /** Null: the metric has no value. */
  metric(id: DefinitionId): Decimal | null;
  isMember(segment: DefinitionId): boolean;
}

/** Whether a condition holds for a profile. */
export function evaluateCondition(condition: Condition, profile: ProfileFacts): boolean {
  switch (condition.type) {
    case 'all':
      return condition.of.every((each) => evaluateCondition(each, profile));
    case 'any':
      return condition.of.some((each) => evaluateCondition(each, profile));
    case 'not':
      return !evaluateCondition(condition.of, profile);
    case 'aggregate':
      return compare(
        profile.aggregate(condition.aggregate),
        condition.comparison,
        operandOf(condition.operand, profile),
      );
    case 'segment':
      return profile.isMember(condition.segment) === condition.is;
  }
}

function operandOf(operand: Operand, profile: ProfileFacts): Decimal | null {
  return operand.type === 'constant' ? new Decimal(operand.value) : profile.metric(operand.metric);
}

/** With no value on the right every positive comparison is false, and `notEquals`, the opposite of one, is true. */
export function compare(value: Decimal, comparison: Comparison, operand: Decimal | null): boolean {
  switch (comparison) {
    case 'equals':
      return operand !== null && value.equals(operand);
    case 'notEquals':
      return !compare(value, 'equals', operand);
    case 'lessThan':
      return operand !== null && value.lessThan(operand);
    case 'atMost':
      return operand !== null && value.lessThanOrEqualTo(operand);
    case 'moreThan':
      return operand !== null && value.greaterThan(operand);
    case 'atLeast':
      return operand !== null && value.greaterThanOrEqualTo(operand);
  }
}
